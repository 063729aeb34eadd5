// The app: Flex Consumption, which sleeps by day and needs no server of its own by night.

@description('Where the app lives.')
param location string

@description('The app\'s name.')
param name string

@description('What the names of this environment\'s resources end in.')
param suffix string

@description('Tags of every resource.')
param tags object

@description('The app\'s identity.')
param identityId string

@description('What the app\'s clients name the identity by.')
param identityClientId string

@description('The host\'s own storage: the addresses of its services, and the container that the app\'s package lies in.')
param hostStorage { blobUri: string, queueUri: string, tableUri: string, packages: string }

@description('The trust\'s data: the addresses of its services.')
param trustData { blobUri: string, queueUri: string, tableUri: string }

@description('The name of the app\'s telemetry resource.')
param insightsName string

@description('How people sign in. Without a client id nobody does.')
param signIn { withOpenId: bool, clientId: string, issuer: string, domain: string, keyReference: string }

@description('The address under which people open the office; empty for the app\'s own host name.')
param officeAddress string

@description('The settings that say how and to whom messages leave.')
param messageSettings { *: string }

@description('The subnet that the app reaches its services through; empty for none.')
param subnetId string

@description('The most instances at once. Each takes up to 6 messages of a queue at a time: batchSize and newBatchThreshold of host.json.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

// What the platform's authentication and the app read of it. Exactly one of the two ways is set, or the app shows no page.
var signInSettings = signIn.withOpenId
  ? {
      OFFICE_OPENID_ISSUER: signIn.issuer
      OFFICE_OPENID_DOMAIN: signIn.domain
      OFFICE_OPENID_CLIENT_KEY: signIn.keyReference
    }
  : {
      // Only accounts of the trust's own directory sign in, and the app looks at it once more.
      WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
      // The app proves itself to the directory by its identity, in place of a secret of the registration.
      OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
    }

var address = empty(officeAddress) ? 'https://${app.properties.defaultHostName}' : officeAddress

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-attendance-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorage.blobUri}${hostStorage.packages}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(messageSettings, signInSettings, {
      // The host's own connection.
      AzureWebJobsStorage__blobServiceUri: hostStorage.blobUri
      AzureWebJobsStorage__queueServiceUri: hostStorage.queueUri
      AzureWebJobsStorage__tableServiceUri: hostStorage.tableUri
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      // The connection of every trigger and client.
      TrustData__blobServiceUri: trustData.blobUri
      TrustData__queueServiceUri: trustData.queueUri
      TrustData__tableServiceUri: trustData.tableUri
      TrustData__credential: 'managedidentity'
      TrustData__clientId: identityClientId
      // Where links in the emails of the morning lead.
      Office__Address: address
      // Says where to, and is no key: local authentication is off there.
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      // Silences the spans of the host, about 100 KB a minute while it only looks at empty queues. The worker keeps its own.
      OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
      OTEL_TRACES_SAMPLER_ARG: '0'
    })
  }

  // Who opens the office signs in here, before a request reaches the app. Where this is off, the app shows no page.
  resource signInConfig 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: {
        enabled: !empty(signIn.clientId)
      }
      globalValidation: {
        requireAuthentication: true
        unauthenticatedClientAction: 'RedirectToLoginPage'
        redirectToProvider: signIn.withOpenId ? 'office' : 'azureactivedirectory'
      }
      httpSettings: {
        requireHttps: true
      }
      identityProviders: empty(signIn.clientId)
        ? {}
        : signIn.withOpenId
            ? {
                customOpenIdConnectProviders: {
                  office: {
                    enabled: true
                    registration: {
                      clientId: signIn.clientId
                      clientCredential: {
                        method: 'ClientSecretPost'
                        clientSecretSettingName: 'OFFICE_OPENID_CLIENT_KEY'
                      }
                      openIdConnectConfiguration: {
                        wellKnownOpenIdConfiguration: '${signIn.issuer}/.well-known/openid-configuration'
                      }
                    }
                    login: {
                      nameClaimType: 'email'
                      scopes: ['openid', 'email', 'profile']
                    }
                  }
                }
              }
            : {
                azureActiveDirectory: {
                  enabled: true
                  registration: {
                    clientId: signIn.clientId
                    clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
                    openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
                  }
                }
              }
      login: {
        // A school day: who goes home without signing out is signed out by the evening.
        cookieExpiration: {
          convention: 'FixedTime'
          timeToExpiration: '08:00:00'
        }
        // The app calls no other service in the name of a person, so that no token has to be kept.
        tokenStore: {
          enabled: false
        }
      }
    }
  }

  // Whoever deploys signs in with Entra ID; there is no password to leak.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource noDeploymentPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

@description('The app\'s name.')
output name string = app.name

@description('Where people open the office, without a path.')
output officeAddress string = address
