"""What a person has set for the lists, and the views kept under a name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_size', models.PositiveIntegerField(default=100)),
                ('columns', models.JSONField(blank=True, default=list)),
                ('has_keys', models.BooleanField(default=True)),
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='preference', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('page_size__in', (20, 50, 100))), name='desk_preference_page_size')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_name', models.CharField(choices=[('queue', 'Work in progress'), ('cases', 'Cases')], max_length=10)),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(max_length=2000)),
                ('is_default', models.BooleanField(default=False)),
                ('division', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='saved_views', to='offices.division')),
                ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('division__isnull', False), ('staff__isnull', True)), models.Q(('division__isnull', True), ('staff__isnull', False)), _connector='OR'), name='desk_saved_view_has_one_owner'), models.CheckConstraint(condition=models.Q(('list_name__in', ['queue', 'cases'])), name='desk_saved_view_list'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_saved_view_name'), models.UniqueConstraint(fields=('staff', 'list_name', 'name'), name='desk_saved_view_of_staff'), models.UniqueConstraint(fields=('division', 'list_name', 'name'), name='desk_saved_view_of_division'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('staff', 'list_name'), name='desk_saved_view_default_of_staff'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('division', 'list_name'), name='desk_saved_view_default_of_div')],
            },
        ),
    ]
