"""Every migration of this app in one, for a new office; an old one goes step by step."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('offices', '0001_initial'), ('offices', '0002_deciding_rank'), ('offices', '0003_absence'), ('offices', '0004_access_token'), ('offices', '0005_sign_in_and_rights_changes'), ('offices', '0006_division_symbol')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('login', models.CharField(max_length=60, unique=True, verbose_name='login')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('is_active', models.BooleanField(default=True)),
                ('code_until', models.DateTimeField(blank=True, null=True)),
                ('session_serial', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SignInAttempts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('login_digest', models.CharField(max_length=64, unique=True)),
                ('n', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField()),
                ('locked_until', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('absent_from', models.DateField()),
                ('absent_until', models.DateField(blank=True, null=True)),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputized_absences', to=settings.AUTH_USER_MODEL)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('deputy__isnull', True), models.Q(('deputy', models.F('staff')), _negated=True), _connector='OR'), name='offices_absence_deputy_is_another'), models.CheckConstraint(condition=models.Q(('absent_until__isnull', True), ('absent_until__gte', models.F('absent_from')), _connector='OR'), name='offices_absence_period')],
            },
        ),
        migrations.CreateModel(
            name='AccessToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_on', models.DateField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access_tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('staff', 'name'), name='offices_access_token_name')],
            },
        ),
        migrations.CreateModel(
            name='Organ',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('name_en', models.CharField(blank=True, max_length=100)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='offices_organ_period')],
            },
        ),
        migrations.CreateModel(
            name='Division',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=100)),
                ('kana', models.CharField(blank=True, max_length=200)),
                ('symbol', models.CharField(blank=True, max_length=20)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='offices.division')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='offices.division')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='divisions', to='offices.organ')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organ', 'code', 'valid_from'), name='offices_division_code'), models.UniqueConstraint(fields=('organ', 'name', 'valid_from'), name='offices_division_name'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='offices_division_period')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('records_officer', 'Records officer'), ('division_staff', 'Division staff'), ('approver', 'Approver'), ('board_member', 'Board member'), ('board_secretariat', 'Board secretariat'), ('statistics_manager', 'Statistics manager'), ('auditor', 'Auditor'), ('sysadmin', 'System administrator')], max_length=30)),
                ('rank', models.CharField(blank=True, choices=[('division_head', 'Division head'), ('department_head', 'Department head'), ('organ_head', 'Head of the organ')], max_length=20)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(max_length=200)),
                ('division', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offices.division')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('organ', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offices.organ')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['records_officer', 'division_staff', 'approver', 'board_member', 'board_secretariat', 'statistics_manager', 'auditor', 'sysadmin'])), name='offices_grant_role'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'division_staff'), _negated=True), ('division__isnull', False), _connector='OR'), name='offices_grant_division_staff_has_division'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='offices_grant_period'), models.CheckConstraint(condition=models.Q(('rank', ''), models.Q(('rank__in', ['division_head', 'department_head', 'organ_head']), ('role', 'approver')), _connector='OR'), name='offices_grant_rank_of_approver')],
            },
        ),
        migrations.CreateModel(
            name='RightsChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('granted', 'Role granted'), ('ended', 'Role ended'), ('deputized', 'Deputy named')], max_length=20)),
                ('at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('absence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rights_changes', to='offices.absence')),
                ('grant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rights_changes', to='offices.grant')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rights_changes_made', to=settings.AUTH_USER_MODEL)),
                ('seen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rights_changes_seen', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('seen_by__isnull', True), models.Q(('seen_by', models.F('made_by')), _negated=True), _connector='OR'), name='offices_rights_change_two_persons'), models.CheckConstraint(condition=models.Q(models.Q(('seen_at__isnull', True), ('seen_by__isnull', True)), models.Q(('seen_at__isnull', False), ('seen_by__isnull', False)), _connector='OR'), name='offices_rights_change_seen_by_whom_when'), models.CheckConstraint(condition=models.Q(models.Q(('absence__isnull', True), ('grant__isnull', False)), models.Q(('absence__isnull', False), ('grant__isnull', True)), _connector='OR'), name='offices_rights_change_of_one_thing')],
            },
        ),
    ]
