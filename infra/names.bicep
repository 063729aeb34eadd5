// What the code calls the things of the trust's storage account. functions/Storage/StorageNames.cs says what each is for;
// a test holds the two against each other.

@export()
@description('Containers that files come in by: the app reads them and writes nothing there.')
var incomingContainers = [
  'settings'
  'decisions'
]

@export()
@description('Containers that files come in by, and that the app puts into what people upload in the office.')
var uploadContainers = [
  'rosters'
  'registers'
  'templates'
]

@export()
@description('Containers that the app writes for people to read.')
var outgoingContainers = [
  'summaries'
  'worklists'
  'letters'
  'rejected'
]

@export()
@description('The container whose blobs\' leases keep a school\'s night to one run at a time.')
var leaseContainer = 'leases'

@export()
@description('The queue that Event Grid puts delivery reports of texts on.')
var reportQueue = 'sms-reports'

@export()
@description('The queues that work arrives on.')
var queues = [
  'school-nights'
  'nudge-texts'
  'nudge-emails'
  reportQueue
]

@export()
@description('What the queue trigger appends to a queue\'s name for messages that failed too often.')
var poisonSuffix = '-poison'

@export()
@description('The tables.')
var tables = [
  'Pupils'
  'SharedUpns'
  'Attendance'
  'Cases'
  'CaseEvents'
  'Nudges'
  'Intake'
  'SchoolNights'
  'MorningNotes'
  'Failures'
  'SentTexts'
  'UnusableAddresses'
  'ClearedAddresses'
  'FamilyKeys'
  'OpenRows'
  'AccessLog'
  'Reviews'
  'SendingPauses'
  'KeySecrets'
]

@export()
@description('Where Event Grid leaves delivery reports that it could not put on the queue. The app knows nothing of it.')
var undeliveredContainer = 'sms-reports-undelivered'
