"""More dossiers in a demo's folder, copied as `vidan demo --size 100k` copies them.

    python bench/grown.py FOLDER ROWS       prints how many there are

Only for measuring: the copies' entries wait for the ledger and their figures for the night.
"""

import os
import sys


def main() -> None:
    os.environ |= {"VIDAN_DATA": sys.argv[1], "DJANGO_SETTINGS_MODULE": "vidan.config.settings"}
    import django

    django.setup()
    from vidan.actions import installation
    from vidan.queries import communes

    (commune,) = communes.at_work()
    count = 0
    for count in installation.grow(commune.id, int(sys.argv[2])):
        print(f"\r{count}", end="", file=sys.stderr, flush=True)
    print(count)


if __name__ == "__main__":
    main()
