from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('vidan', '0031_dossiers_saved_views')]
    operations = [
        migrations.AddField(
            model_name="closure", name="calendar_version", field=models.PositiveIntegerField(default=0)
        ),
    ]
