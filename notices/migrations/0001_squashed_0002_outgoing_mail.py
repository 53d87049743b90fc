"""Every migration of this app in one, for a new office; an old one goes step by step."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('notices', '0001_letters'), ('notices', '0002_outgoing_mail')]

    initial = True

    dependencies = [
        ('casework', '0014_fees'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=60)),
                ('about', models.CharField(max_length=80)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('reissue_reason', models.TextField(blank=True)),
                ('addressee_key', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=300)),
                ('honorific', models.CharField(max_length=20)),
                ('contact_person', models.CharField(blank=True, max_length=300)),
                ('postal_code', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=400)),
                ('series', models.CharField(max_length=40)),
                ('fiscal_year', models.IntegerField()),
                ('number', models.PositiveIntegerField()),
                ('number_text', models.CharField(max_length=80)),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('issued_on', models.DateField()),
                ('text', models.JSONField()),
                ('form_version', models.CharField(max_length=64)),
                ('pack_digest', models.CharField(max_length=64)),
                ('facts_digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_notices', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='casework.party')),
                ('supersedes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='notices.notice')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='casework.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['about', 'issued_on'], name='notices_notice_about')],
                'constraints': [models.UniqueConstraint(fields=('form', 'about', 'addressee_key', 'edition'), name='notices_notice_once'), models.UniqueConstraint(fields=('series', 'fiscal_year', 'number'), name='notices_notice_number'), models.CheckConstraint(condition=models.Q(models.Q(('edition', 1), ('reissue_reason', ''), ('supersedes__isnull', True)), models.Q(('edition__gt', 1), ('supersedes__isnull', False), models.Q(('reissue_reason', ''), _negated=True)), _connector='OR'), name='notices_notice_reissue_has_reason'), models.CheckConstraint(condition=models.Q(('approved_on__isnull', True), ('issued_on__gte', models.F('approved_on')), _connector='OR'), name='notices_notice_issued_after_approval')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField()),
                ('issued_on', models.DateField()),
                ('sent_on', models.DateField()),
                ('means', models.CharField(choices=[('post', 'Ordinary post'), ('registered', 'Registered post'), ('counter', 'Handed over at the counter'), ('electronic', 'Electronically')], max_length=12)),
                ('tracking_number', models.CharField(blank=True, max_length=40)),
                ('postal_code', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=400)),
                ('arrived_on', models.DateField(blank=True, null=True)),
                ('returned_on', models.DateField(blank=True, null=True)),
                ('return_reason', models.CharField(blank=True, choices=[('unknown', 'Unknown at the address'), ('moved', 'Moved away'), ('kept_too_long', 'Not collected in time'), ('refused', 'Acceptance refused'), ('other', 'Other reason')], max_length=15)),
                ('at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recorded_deliveries', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='notices.notice')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notice', 'seq'), name='notices_delivery_seq'), models.UniqueConstraint(condition=models.Q(('returned_on__isnull', True)), fields=('notice',), name='notices_delivery_one_under_way'), models.CheckConstraint(condition=models.Q(('means__in', ['post', 'registered', 'counter', 'electronic'])), name='notices_delivery_means'), models.CheckConstraint(condition=models.Q(('sent_on__gte', models.F('issued_on'))), name='notices_delivery_sent_after_issue'), models.CheckConstraint(condition=models.Q(('arrived_on__isnull', True), ('arrived_on__gte', models.F('sent_on')), _connector='OR'), name='notices_delivery_arrived_after_sending'), models.CheckConstraint(condition=models.Q(('returned_on__isnull', True), ('returned_on__gte', models.F('sent_on')), _connector='OR'), name='notices_delivery_returned_after_sending'), models.CheckConstraint(condition=models.Q(('arrived_on__isnull', True), ('returned_on__isnull', True), _connector='OR'), name='notices_delivery_arrived_or_returned'), models.CheckConstraint(condition=models.Q(models.Q(('return_reason', ''), ('returned_on__isnull', True)), models.Q(('return_reason__in', ['unknown', 'moved', 'kept_too_long', 'refused', 'other']), ('returned_on__isnull', False)), _connector='OR'), name='notices_delivery_return_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('message_id', models.CharField(max_length=200, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('dropped', 'Not sent'), ('refused', 'Refused by the mail server')], default='waiting', max_length=10)),
                ('written_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_at'], name='notices_mail_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sending', 'sent', 'dropped', 'refused'])), name='notices_mail_state'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), ('sent_at__isnull', False)), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='notices_mail_sent_has_instant')],
            },
        ),
        migrations.CreateModel(
            name='MailAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('result', models.CharField(blank=True, max_length=60)),
                ('mail', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tries', to='notices.outgoingmail')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mail', 'number'), name='notices_mail_attempt_number'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('result', '')), models.Q(('ended_at__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='notices_mail_attempt_end_has_result')],
            },
        ),
        migrations.CreateModel(
            name='Printed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=120, unique=True)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='printed', to='notices.notice')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='notices_printed_has_bytes')],
            },
        ),
    ]
