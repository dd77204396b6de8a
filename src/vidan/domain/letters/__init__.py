"""Letters: kinds, the way from draft to acknowledged, signing rights, numbers, forms of address, remarks, duties."""
