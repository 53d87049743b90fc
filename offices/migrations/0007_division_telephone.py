from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0006_division_symbol'),
    ]

    operations = [
        migrations.AddField(
            model_name='division',
            name='telephone',
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
