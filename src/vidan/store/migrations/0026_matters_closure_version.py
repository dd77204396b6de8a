from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('vidan', '0045_feedback_tables')]
    operations = [
        migrations.AddField(
            model_name="closure", name="calendar_version", field=models.PositiveIntegerField(default=0)
        ),
    ]
