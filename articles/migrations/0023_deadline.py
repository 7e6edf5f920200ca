from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_signed_as_it_stands")]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="deadline",
            field=models.DateTimeField(
                blank=True,
                help_text="各人首页上的稿件按它提醒；可不填。下一期照样顺延一周。",
                null=True,
                verbose_name="截稿时间",
            ),
        ),
    ]
