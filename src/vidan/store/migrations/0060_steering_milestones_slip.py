"""A milestone's day may move, with a reason; its first day stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vidan", "0070_promises_kept")]
    operations = [
        migrations.AddField(
            model_name="milestone",
            name="slipped",
            field=models.JSONField(default=list),
        ),
    ]
