"""What the promises have come to: every occasion, and what each day brought to the figures."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vidan', "0006_ledger_editions"),
    ]

    operations = [
        migrations.CreateModel(
            name='Occasion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('promise', models.PositiveSmallIntegerField()),
                ('subject', models.CharField(max_length=60)),
                ('number', models.PositiveIntegerField(default=0)),
                ('reference', models.CharField(blank=True, max_length=32)),
                ('received_on', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('finished_on', models.DateField(null=True)),
                ('broken_on', models.DateField(null=True)),
                ('open_from', models.DateField(null=True)),
                ('procedure', models.CharField(blank=True, max_length=60)),
                ('village', models.BigIntegerField(null=True)),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vidan.commune')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['commune', 'promise', 'finished_on', 'broken_on', 'open_from'], name='occasion_by_end')],
                'constraints': [models.UniqueConstraint(fields=('commune', 'subject', 'promise', 'number'), name='occasion_once')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('promise', models.PositiveSmallIntegerField()),
                ('day', models.DateField()),
                ('kept', models.IntegerField(default=0)),
                ('counted', models.IntegerField(default=0)),
                ('opened', models.IntegerField(default=0)),
                ('opened_kept', models.IntegerField(default=0)),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vidan.commune')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('commune', 'promise', 'day'), name='tally_once')],
            },
        ),
    ]
