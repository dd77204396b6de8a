"""A letter that came back has a day by which it goes out again by another way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vidan", "0071_promises_scorecards"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="again_due_at",
            field=models.DateTimeField(null=True),
        ),
    ]
