// What rings, and for whom. The queries rest on lines that the app logs; a test holds them against its log templates.
// docs/runbook.md says for each what it means and what to do.

import { queues } from '../names.bicep'

@description('Where the alerts live.')
param location string

@description('What the names of this environment\'s resources end in.')
param suffix string

@description('Tags of every resource.')
param tags object

@description('The workspace that the queries read.')
param workspaceId string

@description('The topic that reports what became of texts.')
param reportsTopicId string

@description('The address that is written to when something rings.')
param trustEmail string

var failedWork = [
  for queue in queues: {
    name: 'failed-work-${queue}'
    says: 'Work from ${queue} failed for good.'
    query: replace(loadTextContent('../queries/failed-work.kql'), 'QUEUE', queue)
    severity: 1
    above: 0
    every: 'PT15M'
    over: 'PT15M'
    by: ''
  }
]

var silences = [
  {
    name: 'night-not-done'
    says: 'By 06:30 the last school night was not done for every school.'
    query: loadTextContent('../queries/night-not-done.kql')
    severity: 1
    above: 0
    every: 'PT15M'
    over: 'P1D'
    by: ''
  }
  {
    name: 'school-without-registers'
    says: 'A school has sent no registers for two school days running.'
    query: loadTextContent('../queries/school-without-registers.kql')
    severity: 2
    above: 0
    every: 'PT1H'
    over: 'P1D'
    by: 'School'
  }
  {
    name: 'morning-without-register'
    says: 'A school that asks after absent pupils has sent no register this morning.'
    query: loadTextContent('../queries/morning-without-register.kql')
    severity: 1
    above: 0
    every: 'PT15M'
    over: 'PT30M'
    by: 'School'
  }
  {
    name: 'messages-not-taken'
    says: 'Five or more messages within an hour were refused, or are not known to have left.'
    query: loadTextContent('../queries/messages-not-taken.kql')
    severity: 2
    above: 4
    every: 'PT15M'
    over: 'PT1H'
    by: ''
  }
]

resource trust 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-attendance-${suffix}'
  #disable-next-line no-hardcoded-location // An action group has no region.
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'attendance'
    emailReceivers: [
      {
        name: 'trust'
        emailAddress: trustEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource ofLogs 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in concat(failedWork, silences): {
    name: '${alert.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.says
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: alert.every
      windowSize: alert.over
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: alert.above
            dimensions: empty(alert.by)
              ? []
              : [
                  {
                    name: alert.by
                    operator: 'Include'
                    values: ['*']
                  }
                ]
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [trust.id]
      }
    }
  }
]

resource undeliveredReports 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'reports-undelivered-${suffix}'
  #disable-next-line no-hardcoded-location // Alerts on metrics have no region.
  location: 'global'
  tags: tags
  properties: {
    description: 'Delivery reports of texts did not reach the app.'
    severity: 2
    enabled: true
    scopes: [reportsTopicId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'undelivered'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DeadLetteredCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [
      {
        actionGroupId: trust.id
      }
    ]
  }
}

@description('Whom alerts and the budget go to.')
output actionGroupId string = trust.id
