// SendGrid's key and, where people sign in with a provider of OpenID Connect, the app's key there. They are put in by hand
// (docs/deploy.md) and stand in no template, parameter or output.

@description('Where the vault lives.')
param location string

@description('The vault\'s name.')
@minLength(3)
@maxLength(24)
param name string

@description('Tags of every resource.')
param tags object

@description('Whether only the virtual network and the allowed addresses reach the vault.')
param privateNetwork bool

@description('Public IP addresses or ranges of the trust that may reach the vault beside its virtual network.')
param allowedAddresses string[]

@description('Where it is logged who read the key.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      ipRules: [
        for address in allowedAddresses: {
          value: address
        }
      ]
    }
  }
}

#disable-next-line use-recent-api-versions // The stable version is ten years old and knows less.
resource readings 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'readings'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('The vault.')
output id string = vault.id

@description('What the app setting says instead of the key by which the app proves itself to a provider of OpenID Connect.')
output signInKeyReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=sign-in-key)'

@description('What the app setting says instead of SendGrid\'s key.')
output sendGridKeyReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=sendgrid-key)'
