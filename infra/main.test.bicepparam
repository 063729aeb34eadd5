using 'main.bicep'

param environmentName = 'test'
// Nothing leaves but to the allow-list, whoever's numbers the test data holds.
param production = false
param allowList = readEnvironmentVariable('ALLOW_LIST', '')

param trustEmail = readEnvironmentVariable('TRUST_EMAIL')
param smsSender = readEnvironmentVariable('SMS_SENDER')
param emailSender = readEnvironmentVariable('EMAIL_SENDER')
param signInClientId = readEnvironmentVariable('SIGN_IN_CLIENT_ID', '')
param signInWithOpenId = bool(readEnvironmentVariable('SIGN_IN_WITH_OPENID', 'false'))
param openIdDomain = readEnvironmentVariable('OPENID_DOMAIN', '')
param officeAddress = readEnvironmentVariable('OFFICE_ADDRESS', '')
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '30'))
param budgetStart = readEnvironmentVariable('BUDGET_START')
param includeRoleAssignments = bool(readEnvironmentVariable('INCLUDE_ROLE_ASSIGNMENTS', 'true'))
param privateNetwork = bool(readEnvironmentVariable('PRIVATE_NETWORK', 'false'))
