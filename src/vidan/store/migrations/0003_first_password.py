from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("vidan", "0002_never_overwritten"),
    ]

    operations = [
        migrations.AddField(
            model_name="officer",
            name="first_password_until",
            field=models.DateTimeField(null=True),
        ),
    ]
