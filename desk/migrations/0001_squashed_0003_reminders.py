"""Every migration of this app in one, for a new office; an old one goes step by step."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('desk', '0001_preferences'), ('desk', '0002_year_tick'), ('desk', '0003_reminders')]

    initial = True

    dependencies = [
        ('casework', '0014_fees'),
        ('notices', '0002_outgoing_mail'),
        ('offices', '0006_division_symbol'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('wants_mails', models.BooleanField(default=True)),
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mail_address', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=60)),
                ('step', models.CharField(max_length=20)),
                ('due_on', models.DateField()),
                ('raised_at', models.DateTimeField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'what', 'step', 'due_on'), name='desk_reminder_once')],
            },
        ),
        migrations.CreateModel(
            name='ReminderRecipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminded', to='notices.outgoingmail')),
                ('reminder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='desk.reminder')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('reminder', 'staff'), name='desk_reminder_recipient_once')],
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
        migrations.CreateModel(
            name='YearTick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.IntegerField()),
                ('line', models.CharField(max_length=30)),
                ('at', models.DateTimeField()),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='year_ticks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('fiscal_year', 'line'), name='desk_year_tick_once')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('staff',), name='desk_calendar_feed_one')],
            },
        ),
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
    ]
