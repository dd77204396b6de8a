"""Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2): the door for other people's programs."""
