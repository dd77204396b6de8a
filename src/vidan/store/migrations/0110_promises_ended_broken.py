"""What ended broken is found without a look at what was kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vidan", "0040_procedures_forms")]
    operations = [
        migrations.AddIndex(
            model_name="occasion",
            index=models.Index(
                fields=["commune", "promise", "finished_on"],
                condition=models.Q(broken_on__lte=models.F("finished_on")),
                name="occasion_ended_broken",
            ),
        ),
    ]
