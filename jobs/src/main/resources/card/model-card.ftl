# Model ${card.model}: ${card.verdict}

Model digest `${card.digest}`, made by the night of ${card.date}, run `${card.runId}`, seed ${card.seed}, configuration `${card.configDigest}`.

## Verdict

<#list card.reasons as reason>
- ${reason}
</#list>

<#if card.gates?has_content>
| gate | condition | observed | n | outcome |
|---|---|---|---|---|
<#list card.gates as gate>
| <#list gate as cell>${cell}<#sep> | </#list> |
</#list>

</#if>
## Numbers on the test part

<#if card.numbers?has_content>
All rows together, with 95 % intervals. A floor is what a naive method reaches, a ceiling what the data allow. Slices and the other parts are in the lake's table `eval_metrics`.

| metric | <#list card.scorers as scorer>${scorer}<#sep> | </#list> |
|---|<#list card.scorers as scorer>---|</#list>
<#list card.numbers as line>
| <#list line as cell>${cell}<#sep> | </#list> |
</#list>
<#else>
Nothing was measured.
</#if>

## What it was made from

| table | version | log entry, SHA-256 |
|---|---|---|
<#list card.inputs as line>
| <#list line as cell>${cell}<#sep> | </#list> |
</#list>

## What it is good for

Decisions of the kind and with the inputs that `signature.json` names, on transfers like those in the tables above. Nothing else was measured. A verdict other than BLESSED means: do not serve it.
`evaluation.json` has every number, `gates.conf` the gates, `config.json` the settings, `environment.json` the versions of what made it, `manifest.json` the digests of the model's files, `_VERDICT.json` those of these documents.
