"""Names are found by four of their words as well; matters of before wait for their marks, which need the vault's key."""

from django.db import migrations

AGAIN = "DELETE FROM vidan_unmarkednames"
OLDER = (
    "INSERT INTO vidan_unmarkednames (commune_id, below) SELECT commune_id, MAX(id) + 1 FROM vidan_matter "
    "GROUP BY commune_id"
)


class Migration(migrations.Migration):
    dependencies = [("vidan", "0155_feedback_routing")]
    operations = [migrations.RunSQL([AGAIN, OLDER], migrations.RunSQL.noop)]
