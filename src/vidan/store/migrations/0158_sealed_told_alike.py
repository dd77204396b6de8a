"""What a program may ask of a sealed thing stands in an index: SQLite would otherwise walk through its twenty thousand
bytes to reach the columns behind them, and the time would tell a sealed code from an ordinary one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vidan", "0157_reception_once")]
    operations = [
        migrations.AddIndex(
            "sealedmatter",
            models.Index(fields=["commune", "code", "received_at", "asked"], name="sealed_told_alike"),
        ),
    ]
