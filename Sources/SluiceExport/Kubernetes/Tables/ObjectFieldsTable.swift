// Written by scripts/argo-tables.

/// A definition a line: its name, and each field with the type of its value; `!` marks what must be
/// there.
let objectFieldsTable = #"""
  AWSElasticBlockStoreVolumeSource fsType:text partition:integer readOnly:flag volumeID!:text
  Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
  AppArmorProfile localhostProfile:text type!:text
  ArchiveStrategy none:any tar:TarStrategy zip:any
  ArgoHTTPHeader name!:text value:text valueFrom:HTTPHeaderSource
  Arguments artifacts:[Artifact] parameters:[Parameter]
  Artifact archive:ArchiveStrategy archiveLogs:flag artifactGC:ArtifactGC artifactory:ArtifactoryArtifact azure:AzureArtifact deleted:flag from:text fromExpression:text gcs:GCSArtifact git:GitArtifact globalName:text hdfs:HDFSArtifact http:HTTPArtifact mode:integer name!:text optional:flag oss:OSSArtifact path:text plugin:PluginArtifact raw:RawArtifact recurseMode:flag s3:S3Artifact subPath:text
  ArtifactGC podMetadata:Metadata serviceAccountName:text strategy:text
  ArtifactLocation archiveLogs:flag artifactory:ArtifactoryArtifact azure:AzureArtifact gcs:GCSArtifact git:GitArtifact hdfs:HDFSArtifact http:HTTPArtifact oss:OSSArtifact plugin:PluginArtifact raw:RawArtifact s3:S3Artifact
  ArtifactPaths archive:ArchiveStrategy archiveLogs:flag artifactGC:ArtifactGC artifactory:ArtifactoryArtifact azure:AzureArtifact deleted:flag from:text fromExpression:text gcs:GCSArtifact git:GitArtifact globalName:text hdfs:HDFSArtifact http:HTTPArtifact mode:integer name!:text optional:flag oss:OSSArtifact path:text plugin:PluginArtifact raw:RawArtifact recurseMode:flag s3:S3Artifact subPath:text
  ArtifactRepositoryRef configMap:text key:text
  ArtifactoryArtifact passwordSecret:SecretKeySelector url!:text usernameSecret:SecretKeySelector
  AzureArtifact accountKeySecret:SecretKeySelector blob!:text container!:text endpoint!:text useSDKCreds:flag
  AzureDiskVolumeSource cachingMode:text diskName!:text diskURI!:text fsType:text kind:text readOnly:flag
  AzureFileVolumeSource readOnly:flag secretName!:text shareName!:text
  Backoff cap:text duration:text factor:count maxDuration:text
  BasicAuth passwordSecret:SecretKeySelector usernameSecret:SecretKeySelector
  CSIVolumeSource driver!:text fsType:text nodePublishSecretRef:LocalObjectReference readOnly:flag volumeAttributes:{text}
  Cache configMap!:LocalObjectReference
  Capabilities add:[text] drop:[text]
  CephFSVolumeSource monitors!:[text] path:text readOnly:flag secretFile:text secretRef:LocalObjectReference user:text
  CinderVolumeSource fsType:text readOnly:flag secretRef:LocalObjectReference volumeID!:text
  ClientCertAuth clientCertSecret:SecretKeySelector clientKeySecret:SecretKeySelector
  ClusterTrustBundleProjection labelSelector:LabelSelector name:text optional:flag path!:text signerName:text
  ConfigMapEnvSource name:text optional:flag
  ConfigMapKeySelector key!:text name:text optional:flag
  ConfigMapProjection items:[KeyToPath] name:text optional:flag
  ConfigMapVolumeSource defaultMode:integer items:[KeyToPath] name:text optional:flag
  Container args:[text] command:[text] env:[EnvVar] envFrom:[EnvFromSource] image!:text imagePullPolicy:text lifecycle:Lifecycle livenessProbe:Probe name:text ports:[ContainerPort] readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy:text restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext startupProbe:Probe stdin:flag stdinOnce:flag terminationMessagePath:text terminationMessagePolicy:text tty:flag volumeDevices:[VolumeDevice] volumeMounts:[VolumeMount] workingDir:text
  ContainerNode args:[text] command:[text] dependencies:[text] env:[EnvVar] envFrom:[EnvFromSource] image:text imagePullPolicy:text lifecycle:Lifecycle livenessProbe:Probe name!:text ports:[ContainerPort] readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy:text restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext startupProbe:Probe stdin:flag stdinOnce:flag terminationMessagePath:text terminationMessagePolicy:text tty:flag volumeDevices:[VolumeDevice] volumeMounts:[VolumeMount] workingDir:text
  ContainerPort containerPort!:integer hostIP:text hostPort:integer name:text protocol:text
  ContainerResizePolicy resourceName!:text restartPolicy!:text
  ContainerRestartRule action!:text exitCodes:ContainerRestartRuleOnExitCodes
  ContainerRestartRuleOnExitCodes operator!:text values:[integer]
  ContainerSetRetryStrategy duration:text retries!:count
  ContainerSetTemplate containers!:[ContainerNode] retryStrategy:ContainerSetRetryStrategy volumeMounts:[VolumeMount]
  ContinueOn error:flag failed:flag
  Counter value!:text
  CreateS3BucketOptions objectLocking:flag
  DAGTask arguments:Arguments continueOn:ContinueOn dependencies:[text] depends:text hooks:{LifecycleHook} inline:Template name!:text onExit:text template:text templateRef:TemplateRef when:text withItems:[any] withParam:text withSequence:Sequence
  DAGTemplate failFast:flag target:text tasks!:[DAGTask]
  Data source!:DataSource transformation!:[TransformationStep]
  DataSource artifactPaths:ArtifactPaths
  DownwardAPIProjection items:[DownwardAPIVolumeFile]
  DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode:integer path!:text resourceFieldRef:ResourceFieldSelector
  DownwardAPIVolumeSource defaultMode:integer items:[DownwardAPIVolumeFile]
  EmptyDirVolumeSource medium:text sizeLimit:quantity
  EnvFromSource configMapRef:ConfigMapEnvSource prefix:text secretRef:SecretEnvSource
  EnvVar name!:text value:text valueFrom:EnvVarSource
  EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
  EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
  ExecAction command:[text]
  ExecutorConfig serviceAccountName:text
  ExecutorPlugin metadata!:ObjectMeta spec!:ExecutorPluginSpec
  ExecutorPluginSidecar automountServiceAccountToken:flag container!:Container
  ExecutorPluginSpec sidecar!:ExecutorPluginSidecar
  FCVolumeSource fsType:text lun:integer readOnly:flag targetWWNs:[text] wwids:[text]
  FileKeySelector key!:text optional:flag path!:text volumeName!:text
  FlexVolumeSource driver!:text fsType:text options:{text} readOnly:flag secretRef:LocalObjectReference
  FlockerVolumeSource datasetName:text datasetUUID:text
  GCEPersistentDiskVolumeSource fsType:text partition:integer pdName!:text readOnly:flag
  GCSArtifact bucket:text key!:text serviceAccountKeySecret:SecretKeySelector
  GRPCAction port!:integer service:text
  Gauge operation:text realtime!:flag value!:text
  GitArtifact branch:text depth:integer disableSubmodules:flag fetch:[text] insecureIgnoreHostKey:flag insecureSkipTLS:flag passwordSecret:SecretKeySelector repo!:text revision:text singleBranch:flag sshPrivateKeySecret:SecretKeySelector usernameSecret:SecretKeySelector
  GitRepoVolumeSource directory:text repository!:text revision:text
  GlusterfsVolumeSource endpoints!:text path!:text readOnly:flag
  HDFSArtifact addresses:[text] dataTransferProtection:text force:flag hdfsUser:text krbCCacheSecret:SecretKeySelector krbConfigConfigMap:ConfigMapKeySelector krbKeytabSecret:SecretKeySelector krbRealm:text krbServicePrincipalName:text krbUsername:text path!:text
  HTTP body:text bodyFrom:HTTPBodySource headers:[ArgoHTTPHeader] insecureSkipVerify:flag method:text successCondition:text timeoutSeconds:integer url!:text
  HTTPArtifact auth:HTTPAuth headers:[Header] saveStreamViaFile:flag url!:text
  HTTPAuth basicAuth:BasicAuth clientCert:ClientCertAuth oauth2:OAuth2Auth
  HTTPBodySource bytes:text
  HTTPGetAction host:text httpHeaders:[HTTPHeader] path:text port!:count scheme:text
  HTTPHeader name!:text value!:text
  HTTPHeaderSource secretKeyRef:SecretKeySelector
  Header name!:text value!:text
  Histogram buckets!:[number] value!:text
  HostAlias hostnames:[text] ip!:text
  HostPathVolumeSource path!:text type:text
  ISCSIVolumeSource chapAuthDiscovery:flag chapAuthSession:flag fsType:text initiatorName:text iqn!:text iscsiInterface:text lun!:integer portals:[text] readOnly:flag secretRef:LocalObjectReference targetPortal!:text
  ImageVolumeSource pullPolicy:text reference:text
  Inputs artifacts:[Artifact] parameters:[Parameter]
  KeyToPath key!:text mode:integer path!:text
  LabelSelector matchExpressions:[LabelSelectorRequirement] matchLabels:{text}
  LabelSelectorRequirement key!:text operator!:text values:[text]
  LabelValueFrom expression!:text
  Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:text
  LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
  LifecycleHook arguments:Arguments expression:text template:text templateRef:TemplateRef
  LocalObjectReference name:text
  ManagedFieldsEntry apiVersion:text fieldsType:text fieldsV1:any manager:text operation:text subresource:text time:text
  ManifestFrom artifact!:Artifact
  Memoize cache!:Cache key!:text maxAge!:text
  Metadata annotations:{text} labels:{text}
  MetricLabel key!:text value!:text
  Metrics prometheus!:[Prometheus]
  ModifyVolumeStatus status!:text targetVolumeAttributesClassName:text
  Mutex database:flag name:text namespace:text
  NFSVolumeSource path!:text readOnly:flag server!:text
  NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm] requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
  NodeSelector nodeSelectorTerms!:[NodeSelectorTerm]
  NodeSelectorRequirement key!:text operator!:text values:[text]
  NodeSelectorTerm matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]
  OAuth2Auth clientIDSecret:SecretKeySelector clientSecretSecret:SecretKeySelector endpointParams:[OAuth2EndpointParam] scopes:[text] tokenURLSecret:SecretKeySelector
  OAuth2EndpointParam key!:text value:text
  OSSArtifact accessKeySecret:SecretKeySelector bucket:text createBucketIfNotPresent:flag endpoint:text key!:text lifecycleRule:OSSLifecycleRule secretKeySecret:SecretKeySelector securityToken:text useSDKCreds:flag
  OSSLifecycleRule markDeletionAfterDays:integer markInfrequentAccessAfterDays:integer
  ObjectFieldSelector apiVersion:text fieldPath!:text
  ObjectMeta annotations:{text} creationTimestamp:text deletionGracePeriodSeconds:integer deletionTimestamp:text finalizers:[text] generateName:text generation:integer labels:{text} managedFields:[ManagedFieldsEntry] name:text namespace:text ownerReferences:[OwnerReference] resourceVersion:text selfLink:text uid:text
  Outputs artifacts:[Artifact] exitCode:text parameters:[Parameter] result:text
  OwnerReference apiVersion!:text blockOwnerDeletion:flag controller:flag kind!:text name!:text uid!:text
  ParallelSteps = [WorkflowStep]
  Parameter default:any description:text enum:any globalName:text name!:text value:any valueFrom:ValueFrom
  PersistentVolumeClaim apiVersion:text kind:text metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:PersistentVolumeClaimStatus
  PersistentVolumeClaimCondition lastProbeTime:text lastTransitionTime:text message:text reason:text status!:text type!:text
  PersistentVolumeClaimSpec accessModes:[text] dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:LabelSelector storageClassName:text volumeAttributesClassName:text volumeMode:text volumeName:text
  PersistentVolumeClaimStatus accessModes:[text] allocatedResourceStatuses:{text} allocatedResources:{quantity} capacity:{quantity} conditions:[PersistentVolumeClaimCondition] currentVolumeAttributesClassName:text modifyVolumeStatus:ModifyVolumeStatus phase:text
  PersistentVolumeClaimTemplate metadata:ObjectMeta spec!:PersistentVolumeClaimSpec
  PersistentVolumeClaimVolumeSource claimName!:text readOnly:flag
  PhotonPersistentDiskVolumeSource fsType:text pdID!:text
  PluginArtifact configuration:text connectionTimeoutSeconds:integer key!:text name:text
  PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm] requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
  PodAffinityTerm labelSelector:LabelSelector matchLabelKeys:[text] mismatchLabelKeys:[text] namespaceSelector:LabelSelector namespaces:[text] topologyKey!:text
  PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm] requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
  PodCertificateProjection certificateChainPath:text credentialBundlePath:text keyPath:text keyType!:text maxExpirationSeconds:integer signerName!:text userAnnotations:{text}
  PodDNSConfig nameservers:[text] options:[PodDNSConfigOption] searches:[text]
  PodDNSConfigOption name:text value:text
  PodDisruptionBudgetSpec maxUnavailable:count minAvailable:count selector:LabelSelector unhealthyPodEvictionPolicy:text
  PodGC deleteDelayDuration:text labelSelector:LabelSelector strategy:text
  PodResourceClaim name!:text resourceClaimName:text resourceClaimTemplateName:text
  PodSecurityContext appArmorProfile:AppArmorProfile fsGroup:integer fsGroupChangePolicy:text runAsGroup:integer runAsNonRoot:flag runAsUser:integer seLinuxChangePolicy:text seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[integer] supplementalGroupsPolicy:text sysctls:[Sysctl] windowsOptions:WindowsSecurityContextOptions
  PortworxVolumeSource fsType:text readOnly:flag volumeID!:text
  PreferredSchedulingTerm preference!:NodeSelectorTerm weight!:integer
  Probe exec:ExecAction failureThreshold:integer grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:integer periodSeconds:integer successThreshold:integer tcpSocket:TCPSocketAction terminationGracePeriodSeconds:integer timeoutSeconds:integer
  ProjectedVolumeSource defaultMode:integer sources:[VolumeProjection]
  Prometheus counter:Counter gauge:Gauge help!:text histogram:Histogram labels:[MetricLabel] name!:text when:text
  QuobyteVolumeSource group:text readOnly:flag registry!:text tenant:text user:text volume!:text
  RBDVolumeSource fsType:text image!:text keyring:text monitors!:[text] pool:text readOnly:flag secretRef:LocalObjectReference user:text
  RawArtifact data!:text
  ResourceClaim name!:text request:text
  ResourceFieldSelector containerName:text divisor:quantity resource!:text
  ResourceRequirements claims:[ResourceClaim] limits:{quantity} requests:{quantity}
  ResourceTemplate action!:text failureCondition:text flags:[text] manifest:text manifestFrom:ManifestFrom mergeStrategy:text setOwnerReference:flag successCondition:text
  RetryAffinity nodeAntiAffinity:any
  RetryStrategy affinity:RetryAffinity backoff:Backoff expression:text limit:count retryPolicy:text
  S3Artifact accessKeySecret:SecretKeySelector addressingStyle:text bucket:text caSecret:SecretKeySelector createBucketIfNotPresent:CreateS3BucketOptions encryptionOptions:S3EncryptionOptions endpoint:text insecure:flag key:text region:text roleARN:text secretKeySecret:SecretKeySelector sessionTokenSecret:SecretKeySelector useSDKCreds:flag
  S3EncryptionOptions enableEncryption:flag kmsEncryptionContext:text kmsKeyId:text serverSideCustomerKeySecret:SecretKeySelector
  SELinuxOptions level:text role:text type:text user:text
  ScaleIOVolumeSource fsType:text gateway!:text protectionDomain:text readOnly:flag secretRef!:LocalObjectReference sslEnabled:flag storageMode:text storagePool:text system!:text volumeName:text
  ScriptTemplate args:[text] command:[text] env:[EnvVar] envFrom:[EnvFromSource] image!:text imagePullPolicy:text lifecycle:Lifecycle livenessProbe:Probe name:text ports:[ContainerPort] readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy:text restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext source!:text startupProbe:Probe stdin:flag stdinOnce:flag terminationMessagePath:text terminationMessagePolicy:text tty:flag volumeDevices:[VolumeDevice] volumeMounts:[VolumeMount] workingDir:text
  SeccompProfile localhostProfile:text type!:text
  SecretEnvSource name:text optional:flag
  SecretKeySelector key!:text name:text optional:flag
  SecretProjection items:[KeyToPath] name:text optional:flag
  SecretVolumeSource defaultMode:integer items:[KeyToPath] optional:flag secretName:text
  SecurityContext allowPrivilegeEscalation:flag appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:flag procMount:text readOnlyRootFilesystem:flag runAsGroup:integer runAsNonRoot:flag runAsUser:integer seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
  SemaphoreRef configMapKeyRef:ConfigMapKeySelector database:SyncDatabaseRef namespace:text
  Sequence count:count end:count format:text start:count
  ServiceAccountTokenProjection audience:text expirationSeconds:integer path!:text
  SleepAction seconds!:integer
  StorageOSVolumeSource fsType:text readOnly:flag secretRef:LocalObjectReference volumeName:text volumeNamespace:text
  SuspendTemplate duration:text
  SyncDatabaseRef key!:text
  Synchronization mutexes:[Mutex] semaphores:[SemaphoreRef]
  Sysctl name!:text value!:text
  TCPSocketAction host:text port!:count
  TTLStrategy secondsAfterCompletion:integer secondsAfterFailure:integer secondsAfterSuccess:integer
  TarStrategy compressionLevel:integer
  Template activeDeadlineSeconds:count affinity:Affinity annotations:{text} archiveLocation:ArtifactLocation automountServiceAccountToken:flag container:Container containerSet:ContainerSetTemplate daemon:flag dag:DAGTemplate data:Data executor:ExecutorConfig failFast:flag hostAliases:[HostAlias] http:HTTP initContainers:[UserContainer] inputs:Inputs memoize:Memoize metadata:Metadata metrics:Metrics name:text nodeSelector:{text} outputs:Outputs parallelism:integer pendingTimeout:text plugin:any podResources:ResourceRequirements podSpecPatch:text priorityClassName:text resource:ResourceTemplate resourceClaims:[PodResourceClaim] retryStrategy:RetryStrategy schedulerName:text script:ScriptTemplate securityContext:PodSecurityContext serviceAccountName:text sidecars:[UserContainer] steps:[ParallelSteps] suspend:SuspendTemplate synchronization:Synchronization timeout:text tolerations:[Toleration] volumes:[Volume]
  TemplateRef clusterScope:flag name:text template:text
  Toleration effect:text key:text operator:text tolerationSeconds:integer value:text
  TransformationStep expression!:text
  TypedLocalObjectReference apiGroup:text kind!:text name!:text
  TypedObjectReference apiGroup:text kind!:text name!:text namespace:text
  UserContainer args:[text] command:[text] env:[EnvVar] envFrom:[EnvFromSource] image:text imagePullPolicy:text lifecycle:Lifecycle livenessProbe:Probe mirrorVolumeMounts:flag name!:text ports:[ContainerPort] readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy:text restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext startupProbe:Probe stdin:flag stdinOnce:flag terminationMessagePath:text terminationMessagePolicy:text tty:flag volumeDevices:[VolumeDevice] volumeMounts:[VolumeMount] workingDir:text
  ValueFrom configMapKeyRef:ConfigMapKeySelector default:any event:text expression:text jqFilter:text jsonPath:text parameter:text path:text supplied:any
  Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource name!:text nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
  VolumeClaimGC strategy:text
  VolumeDevice devicePath!:text name!:text
  VolumeMount mountPath!:text mountPropagation:text name!:text readOnly:flag recursiveReadOnly:text subPath:text subPathExpr:text
  VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
  VolumeResourceRequirements limits:{quantity} requests:{quantity}
  VsphereVirtualDiskVolumeSource fsType:text storagePolicyID:text storagePolicyName:text volumePath!:text
  WeightedPodAffinityTerm podAffinityTerm!:PodAffinityTerm weight!:integer
  WindowsSecurityContextOptions gmsaCredentialSpec:text gmsaCredentialSpecName:text hostProcess:flag runAsUserName:text
  WorkflowLevelArtifactGC forceFinalizerRemoval:flag podMetadata:Metadata podSpecPatch:text serviceAccountName:text strategy:text
  WorkflowMetadata annotations:{text} labels:{text} labelsFrom:{LabelValueFrom}
  WorkflowSpec activeDeadlineSeconds:integer affinity:Affinity archiveLogs:flag arguments:Arguments artifactGC:WorkflowLevelArtifactGC artifactRepositoryRef:ArtifactRepositoryRef automountServiceAccountToken:flag dnsConfig:PodDNSConfig dnsPolicy:text entrypoint:text executor:ExecutorConfig executorPlugins:[ExecutorPlugin] hooks:{LifecycleHook} hostAliases:[HostAlias] hostNetwork:flag imagePullSecrets:[LocalObjectReference] metrics:Metrics nodeSelector:{text} onExit:text parallelism:integer podDisruptionBudget:PodDisruptionBudgetSpec podGC:PodGC podMetadata:Metadata podPriorityClassName:text podResources:ResourceRequirements podSpecPatch:text priority:integer resourceClaims:[PodResourceClaim] retryStrategy:RetryStrategy schedulerName:text securityContext:PodSecurityContext serviceAccountName:text shutdown:text suspend:flag synchronization:Synchronization templateDefaults:Template templates:[Template] tolerations:[Toleration] ttlStrategy:TTLStrategy volumeClaimGC:VolumeClaimGC volumeClaimTemplates:[PersistentVolumeClaim] volumes:[Volume] workflowMetadata:WorkflowMetadata workflowTemplateRef:WorkflowTemplateRef
  WorkflowStep arguments:Arguments continueOn:ContinueOn hooks:{LifecycleHook} inline:Template name:text onExit:text template:text templateRef:TemplateRef when:text withItems:[any] withParam:text withSequence:Sequence
  WorkflowTemplateRef clusterScope:flag name:text
  """#
