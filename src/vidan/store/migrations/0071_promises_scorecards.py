"""Figures of a quarter that only other systems have."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vidan', '0060_steering_milestones_slip'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScorecardInput',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last', models.DateField()),
                ('key', models.CharField(max_length=30)),
                ('kept', models.PositiveIntegerField()),
                ('counted', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=200)),
                ('entered_at', models.DateTimeField()),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vidan.commune')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['commune', 'last', 'key'], name='scorecard_input')],
            },
        ),
    ]
