"""A line of the reception day's book remembers its form: pressed twice, or sent again from the page before, it is one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vidan", "0154_feedback_fewer_indexes")]
    operations = [
        migrations.AddField("reception", "form_token", models.CharField(max_length=64, null=True)),
        migrations.AddConstraint(
            "reception",
            models.UniqueConstraint(
                fields=["commune", "form_token"], condition=models.Q(form_token__isnull=False), name="reception_once"
            ),
        ),
    ]
