// swift-format-ignore-file
// Made by scripts/generate-dicom-dictionary from PS3.6 as pydicom 3.0.2 has it. Not to be edited.

extension DataDictionary {
    /// A line for each element, in ascending order: tag, VR, R where retired, VM, name, and the keyword where
    /// the letters of the name do not give it.
    static let elements: String = #"""
00000000UL 1	Command Group Length
00000001ULR1	Command Length to End	CommandLengthToEnd
00000002UI 1	Affected SOP Class UID
00000003UI 1	Requested SOP Class UID
00000010SHR1	Command Recognition Code
00000100US 1	Command Field
00000110US 1	Message ID
00000120US 1	Message ID Being Responded To
00000200AER1	Initiator
00000300AER1	Receiver
00000400AER1	Find Location
00000600AE 1	Move Destination
00000700US 1	Priority
00000800US 1	Command Data Set Type
00000850USR1	Number of Matches	NumberOfMatches
00000860USR1	Response Sequence Number
00000900US 1	Status
00000901AT 1-n	Offending Element
00000902LO 1	Error Comment
00000903US 1	Error ID
00001000UI 1	Affected SOP Instance UID
00001001UI 1	Requested SOP Instance UID
00001002US 1	Event Type ID
00001005AT 1-n	Attribute Identifier List
00001008US 1	Action Type ID
00001020US 1	Number of Remaining Sub-operations	NumberOfRemainingSuboperations
00001021US 1	Number of Completed Sub-operations	NumberOfCompletedSuboperations
00001022US 1	Number of Failed Sub-operations	NumberOfFailedSuboperations
00001023US 1	Number of Warning Sub-operations	NumberOfWarningSuboperations
00001030AE 1	Move Originator Application Entity Title
00001031US 1	Move Originator Message ID
00004000LTR1	Dialog Receiver
00004010LTR1	Terminal Type
00005010SHR1	Message Set ID
00005020SHR1	End Message ID
00005110LTR1	Display Format
00005120LTR1	Page Position ID
00005130CSR1	Text Format ID
00005140CSR1	Normal/Reverse
00005150CSR1	Add Gray Scale
00005160CSR1	Borders
00005170ISR1	Copies
00005180CSR1	Command Magnification Type
00005190CSR1	Erase
000051A0CSR1	Print
000051B0USR1-n	Overlays
00020000UL 1	File Meta Information Group Length
00020001OB 1	File Meta Information Version
00020002UI 1	Media Storage SOP Class UID
00020003UI 1	Media Storage SOP Instance UID
00020010UI 1	Transfer Syntax UID
00020012UI 1	Implementation Class UID
00020013SH 1	Implementation Version Name
00020016AE 1	Source Application Entity Title
00020017AE 1	Sending Application Entity Title
00020018AE 1	Receiving Application Entity Title
00020026UR 1	Source Presentation Address
00020027UR 1	Sending Presentation Address
00020028UR 1	Receiving Presentation Address
00020031OB 1	RTV Meta Information Version
00020032UI 1	RTV Communication SOP Class UID
00020033UI 1	RTV Communication SOP Instance UID
00020035OB 1	RTV Source Identifier
00020036OB 1	RTV Flow Identifier
00020037UL 1	RTV Flow RTP Sampling Rate
00020038FD 1	RTV Flow Actual Frame Duration
00020100UI 1	Private Information Creator UID
00020102OB 1	Private Information
00041130CS 1	File-set ID	FileSetID
00041141CS 1-8	File-set Descriptor File ID	FileSetDescriptorFileID
00041142CS 1	Specific Character Set of File-set Descriptor File	SpecificCharacterSetOfFileSetDescriptorFile
00041200UL 1	Offset of the First Directory Record of the Root Directory Entity	OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity
00041202UL 1	Offset of the Last Directory Record of the Root Directory Entity	OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity
00041212US 1	File-set Consistency Flag	FileSetConsistencyFlag
00041220SQ 1	Directory Record Sequence
00041400UL 1	Offset of the Next Directory Record	OffsetOfTheNextDirectoryRecord
00041410US 1	Record In-use Flag	RecordInUseFlag
00041420UL 1	Offset of Referenced Lower-Level Directory Entity	OffsetOfReferencedLowerLevelDirectoryEntity
00041430CS 1	Directory Record Type
00041432UI 1	Private Record UID
00041500CS 1-8	Referenced File ID
00041504ULR1	MRDR Directory Record Offset
00041510UI 1	Referenced SOP Class UID in File	ReferencedSOPClassUIDInFile
00041511UI 1	Referenced SOP Instance UID in File	ReferencedSOPInstanceUIDInFile
00041512UI 1	Referenced Transfer Syntax UID in File	ReferencedTransferSyntaxUIDInFile
0004151AUI 1-n	Referenced Related General SOP Class UID in File	ReferencedRelatedGeneralSOPClassUIDInFile
00041600ULR1	Number of References	NumberOfReferences
00080001ULR1	Length to End	LengthToEnd
00080005CS 1-n	Specific Character Set
00080006SQ 1	Language Code Sequence
00080008CS 2-n	Image Type
00080010SHR1	Recognition Code
00080012DA 1	Instance Creation Date
00080013TM 1	Instance Creation Time
00080014UI 1	Instance Creator UID
00080015DT 1	Instance Coercion DateTime
00080016UI 1	SOP Class UID
00080017UI 1	Acquisition UID
00080018UI 1	SOP Instance UID
00080019UI 1	Pyramid UID
0008001AUI 1-n	Related General SOP Class UID
0008001BUI 1	Original Specialized SOP Class UID
0008001CCS 1	Synthetic Data
00080020DA 1	Study Date
00080021DA 1	Series Date
00080022DA 1	Acquisition Date
00080023DA 1	Content Date
00080024DAR1	Overlay Date
00080025DAR1	Curve Date
0008002ADT 1	Acquisition DateTime
00080030TM 1	Study Time
00080031TM 1	Series Time
00080032TM 1	Acquisition Time
00080033TM 1	Content Time
00080034TMR1	Overlay Time
00080035TMR1	Curve Time
00080040USR1	Data Set Type
00080041LOR1	Data Set Subtype
00080042CSR1	Nuclear Medicine Series Type
00080050SH 1	Accession Number
00080051SQ 1	Issuer of Accession Number Sequence	IssuerOfAccessionNumberSequence
00080052CS 1	Query/Retrieve Level
00080053CS 1	Query/Retrieve View
00080054AE 1-n	Retrieve AE Title
00080055AE 1	Station AE Title
00080056CS 1	Instance Availability
00080058UI 1-n	Failed SOP Instance UID List
00080060CS 1	Modality
00080061CS 1-n	Modalities in Study	ModalitiesInStudy
00080062UI 1-n	SOP Classes in Study	SOPClassesInStudy
00080063SQ 1	Anatomic Regions in Study Code Sequence	AnatomicRegionsInStudyCodeSequence
00080064CS 1	Conversion Type
00080068CS 1	Presentation Intent Type
00080070LO 1	Manufacturer
00080080LO 1	Institution Name
00080081ST 1	Institution Address
00080082SQ 1	Institution Code Sequence
00080090PN 1	Referring Physician's Name	ReferringPhysicianName
00080092ST 1	Referring Physician's Address	ReferringPhysicianAddress
00080094SH 1-n	Referring Physician's Telephone Numbers	ReferringPhysicianTelephoneNumbers
00080096SQ 1	Referring Physician Identification Sequence
0008009CPN 1-n	Consulting Physician's Name	ConsultingPhysicianName
0008009DSQ 1	Consulting Physician Identification Sequence
00080100SH 1	Code Value
00080101LO 1	Extended Code Value
00080102SH 1	Coding Scheme Designator
00080103SH 1	Coding Scheme Version
00080104LO 1	Code Meaning
00080105CS 1	Mapping Resource
00080106DT 1	Context Group Version
00080107DT 1	Context Group Local Version
00080108LT 1	Extended Code Meaning
00080109SQ 1	Coding Scheme Resources Sequence
0008010ACS 1	Coding Scheme URL Type
0008010BCS 1	Context Group Extension Flag
0008010CUI 1	Coding Scheme UID
0008010DUI 1	Context Group Extension Creator UID
0008010EUR 1	Coding Scheme URL
0008010FCS 1	Context Identifier
00080110SQ 1	Coding Scheme Identification Sequence
00080112LO 1	Coding Scheme Registry
00080114ST 1	Coding Scheme External ID
00080115ST 1	Coding Scheme Name
00080116ST 1	Coding Scheme Responsible Organization
00080117UI 1	Context UID
00080118UI 1	Mapping Resource UID
00080119UC 1	Long Code Value
00080120UR 1	URN Code Value
00080121SQ 1	Equivalent Code Sequence
00080122LO 1	Mapping Resource Name
00080123SQ 1	Context Group Identification Sequence
00080124SQ 1	Mapping Resource Identification Sequence
00080201SH 1	Timezone Offset From UTC
00080220SQ 1	Responsible Group Code Sequence
00080221CS 1	Equipment Modality
00080222LO 1	Manufacturer's Related Model Group	ManufacturerRelatedModelGroup
00080300SQ 1	Private Data Element Characteristics Sequence
00080301US 1	Private Group Reference
00080302LO 1	Private Creator Reference
00080303CS 1	Block Identifying Information Status
00080304US 1-n	Nonidentifying Private Elements
00080305SQ 1	Deidentification Action Sequence
00080306US 1-n	Identifying Private Elements
00080307CS 1	Deidentification Action
00080308US 1	Private Data Element
00080309UL 1-3	Private Data Element Value Multiplicity
0008030ACS 1	Private Data Element Value Representation
0008030BUL 1-2	Private Data Element Number of Items	PrivateDataElementNumberOfItems
0008030CUC 1	Private Data Element Name
0008030DUC 1	Private Data Element Keyword
0008030EUT 1	Private Data Element Description
0008030FUT 1	Private Data Element Encoding
00080310SQ 1	Private Data Element Definition Sequence
00080400SQ 1	Scope of Inventory Sequence	ScopeOfInventorySequence
00080401LT 1	Inventory Purpose
00080402LT 1	Inventory Instance Description
00080403CS 1	Inventory Level
00080404DT 1	Item Inventory DateTime
00080405CS 1	Removed from Operational Use	RemovedFromOperationalUse
00080406SQ 1	Reason for Removal Code Sequence	ReasonForRemovalCodeSequence
00080407UR 1	Stored Instance Base URI
00080408UR 1	Folder Access URI
00080409UR 1	File Access URI
0008040ACS 1	Container File Type
0008040BUR 1	Filename in Container	FilenameInContainer
0008040CUV 1	File Offset in Container	FileOffsetInContainer
0008040DUV 1	File Length in Container	FileLengthInContainer
0008040EUI 1	Stored Instance Transfer Syntax UID
0008040FCS 1-n	Extended Matching Mechanisms
00080410SQ 1	Range Matching Sequence
00080411SQ 1	List of UID Matching Sequence	ListOfUIDMatchingSequence
00080412SQ 1	Empty Value Matching Sequence
00080413SQ 1	General Matching Sequence
00080414US 1	Requested Status Interval
00080415CS 1	Retain Instances
00080416DT 1	Expiration DateTime
00080417CS 1	Transaction Status
00080418LT 1	Transaction Status Comment
00080419SQ 1	File Set Access Sequence
0008041ASQ 1	File Access Sequence
0008041BOB 1	Record Key
0008041COB 1	Prior Record Key
0008041DSQ 1	Metadata Sequence
0008041ESQ 1	Updated Metadata Sequence
0008041FDT 1	Study Update DateTime
00080420SQ 1	Inventory Access End Points Sequence
00080421SQ 1	Study Access End Points Sequence
00080422SQ 1	Incorporated Inventory Instance Sequence
00080423SQ 1	Inventoried Studies Sequence
00080424SQ 1	Inventoried Series Sequence
00080425SQ 1	Inventoried Instances Sequence
00080426CS 1	Inventory Completion Status
00080427UL 1	Number of Study Records in Instance	NumberOfStudyRecordsInInstance
00080428UV 1	Total Number of Study Records	TotalNumberOfStudyRecords
00080429UV 1	Maximum Number of Records	MaximumNumberOfRecords
00081000AER1	Network ID
00081010SH 1	Station Name
00081030LO 1	Study Description
00081032SQ 1	Procedure Code Sequence
0008103ELO 1	Series Description
0008103FSQ 1	Series Description Code Sequence
00081040LO 1	Institutional Department Name
00081041SQ 1	Institutional Department Type Code Sequence
00081048PN 1-n	Physician(s) of Record	PhysiciansOfRecord
00081049SQ 1	Physician(s) of Record Identification Sequence	PhysiciansOfRecordIdentificationSequence
00081050PN 1-n	Performing Physician's Name	PerformingPhysicianName
00081052SQ 1	Performing Physician Identification Sequence
00081060PN 1-n	Name of Physician(s) Reading Study	NameOfPhysiciansReadingStudy
00081062SQ 1	Physician(s) Reading Study Identification Sequence
00081070PN 1-n	Operators' Name
00081072SQ 1	Operator Identification Sequence
00081080LO 1-n	Admitting Diagnoses Description
00081084SQ 1	Admitting Diagnoses Code Sequence
00081088LO 1	Pyramid Description
00081090LO 1	Manufacturer's Model Name	ManufacturerModelName
00081100SQR1	Referenced Results Sequence
00081110SQ 1	Referenced Study Sequence
00081111SQ 1	Referenced Performed Procedure Step Sequence
00081112SQ 1	Referenced Instances by SOP Class Sequence	ReferencedInstancesBySOPClassSequence
00081115SQ 1	Referenced Series Sequence
00081120SQ 1	Referenced Patient Sequence
00081125SQ 1	Referenced Visit Sequence
00081130SQR1	Referenced Overlay Sequence
00081134SQ 1	Referenced Stereometric Instance Sequence
0008113ASQ 1	Referenced Waveform Sequence
00081140SQ 1	Referenced Image Sequence
00081145SQR1	Referenced Curve Sequence
0008114ASQ 1	Referenced Instance Sequence
0008114BSQ 1	Referenced Real World Value Mapping Instance Sequence
00081150UI 1	Referenced SOP Class UID
00081155UI 1	Referenced SOP Instance UID
00081156SQ 1	Definition Source Sequence
0008115AUI 1-n	SOP Classes Supported
00081160IS 1-n	Referenced Frame Number
00081161UL 1-n	Simple Frame List
00081162UL 3-3n	Calculated Frame List
00081163FD 2	Time Range
00081164SQ 1	Frame Extraction Sequence
00081167UI 1	Multi-frame Source SOP Instance UID	MultiFrameSourceSOPInstanceUID
00081190UR 1	Retrieve URL
00081195UI 1	Transaction UID
00081196US 1	Warning Reason
00081197US 1	Failure Reason
00081198SQ 1	Failed SOP Sequence
00081199SQ 1	Referenced SOP Sequence
0008119ASQ 1	Other Failures Sequence
0008119BSQ 1	Failed Study Sequence
00081200SQ 1	Studies Containing Other Referenced Instances Sequence
00081250SQ 1	Related Series Sequence
00082110CSR1	Lossy Image Compression (Retired)
00082111ST 1	Derivation Description
00082112SQ 1	Source Image Sequence
00082120SH 1	Stage Name
00082122IS 1	Stage Number
00082124IS 1	Number of Stages	NumberOfStages
00082127SH 1	View Name
00082128IS 1	View Number
00082129IS 1	Number of Event Timers	NumberOfEventTimers
0008212AIS 1	Number of Views in Stage	NumberOfViewsInStage
00082130DS 1-n	Event Elapsed Time(s)
00082132LO 1-n	Event Timer Name(s)
00082133SQ 1	Event Timer Sequence
00082134FD 1	Event Time Offset
00082135SQ 1	Event Code Sequence
00082142IS 1	Start Trim
00082143IS 1	Stop Trim
00082144IS 1	Recommended Display Frame Rate
00082200CSR1	Transducer Position
00082204CSR1	Transducer Orientation
00082208CSR1	Anatomic Structure
00082218SQ 1	Anatomic Region Sequence
00082220SQ 1	Anatomic Region Modifier Sequence
00082228SQ 1	Primary Anatomic Structure Sequence
00082229SQR1	Anatomic Structure, Space or Region Sequence	AnatomicStructureSpaceOrRegionSequence
00082230SQ 1	Primary Anatomic Structure Modifier Sequence
00082240SQR1	Transducer Position Sequence
00082242SQR1	Transducer Position Modifier Sequence
00082244SQR1	Transducer Orientation Sequence
00082246SQR1	Transducer Orientation Modifier Sequence
00082251SQR1	Anatomic Structure Space Or Region Code Sequence (Trial)
00082253SQR1	Anatomic Portal Of Entrance Code Sequence (Trial)
00082255SQR1	Anatomic Approach Direction Code Sequence (Trial)
00082256STR1	Anatomic Perspective Description (Trial)
00082257SQR1	Anatomic Perspective Code Sequence (Trial)
00082258STR1	Anatomic Location Of Examining Instrument Description (Trial)
00082259SQR1	Anatomic Location Of Examining Instrument Code Sequence (Trial)
0008225ASQR1	Anatomic Structure Space Or Region Modifier Code Sequence (Trial)
0008225CSQR1	On Axis Background Anatomic Structure Code Sequence (Trial)
00083001SQ 1	Alternate Representation Sequence
00083002UI 1-n	Available Transfer Syntax UID
00083010UI 1-n	Irradiation Event UID
00083011SQ 1	Source Irradiation Event Sequence
00083012UI 1	Radiopharmaceutical Administration Event UID
00084000LTR1	Identifying Comments
00089007CS 4-5	Frame Type
00089092SQ 1	Referenced Image Evidence Sequence
00089121SQ 1	Referenced Raw Data Sequence
00089123UI 1	Creator-Version UID
00089124SQ 1	Derivation Image Sequence
00089154SQ 1	Source Image Evidence Sequence
00089205CS 1	Pixel Presentation
00089206CS 1	Volumetric Properties
00089207CS 1	Volume Based Calculation Technique
00089208CS 1	Complex Image Component
00089209CS 1	Acquisition Contrast
00089215SQ 1	Derivation Code Sequence
00089237SQ 1	Referenced Presentation State Sequence
00089410SQ 1	Referenced Other Plane Sequence
00089458SQ 1	Frame Display Sequence
00089459FL 1	Recommended Display Frame Rate in Float	RecommendedDisplayFrameRateInFloat
00089460CS 1	Skip Frame Range Flag
00100010PN 1	Patient's Name	PatientName
00100020LO 1	Patient ID
00100021LO 1	Issuer of Patient ID	IssuerOfPatientID
00100022CS 1	Type of Patient ID	TypeOfPatientID
00100024SQ 1	Issuer of Patient ID Qualifiers Sequence	IssuerOfPatientIDQualifiersSequence
00100026SQ 1	Source Patient Group Identification Sequence
00100027SQ 1	Group of Patients Identification Sequence	GroupOfPatientsIdentificationSequence
00100028US 3	Subject Relative Position in Image	SubjectRelativePositionInImage
00100030DA 1	Patient's Birth Date	PatientBirthDate
00100032TM 1	Patient's Birth Time	PatientBirthTime
00100033LO 1	Patient's Birth Date in Alternative Calendar	PatientBirthDateInAlternativeCalendar
00100034LO 1	Patient's Death Date in Alternative Calendar	PatientDeathDateInAlternativeCalendar
00100035CS 1	Patient's Alternative Calendar	PatientAlternativeCalendar
00100040CS 1	Patient's Sex	PatientSex
00100050SQ 1	Patient's Insurance Plan Code Sequence	PatientInsurancePlanCodeSequence
00100101SQ 1	Patient's Primary Language Code Sequence	PatientPrimaryLanguageCodeSequence
00100102SQ 1	Patient's Primary Language Modifier Code Sequence	PatientPrimaryLanguageModifierCodeSequence
00100200CS 1	Quality Control Subject
00100201SQ 1	Quality Control Subject Type Code Sequence
00100212UC 1	Strain Description
00100213LO 1	Strain Nomenclature
00100214LO 1	Strain Stock Number
00100215SQ 1	Strain Source Registry Code Sequence
00100216SQ 1	Strain Stock Sequence
00100217LO 1	Strain Source
00100218UT 1	Strain Additional Information
00100219SQ 1	Strain Code Sequence
00100221SQ 1	Genetic Modifications Sequence
00100222UC 1	Genetic Modifications Description
00100223LO 1	Genetic Modifications Nomenclature
00100229SQ 1	Genetic Modifications Code Sequence
00101000LOR1-n	Other Patient IDs
00101001PN 1-n	Other Patient Names
00101002SQ 1	Other Patient IDs Sequence
00101005PN 1	Patient's Birth Name	PatientBirthName
00101010AS 1	Patient's Age	PatientAge
00101020DS 1	Patient's Size	PatientSize
00101021SQ 1	Patient's Size Code Sequence	PatientSizeCodeSequence
00101022DS 1	Patient's Body Mass Index	PatientBodyMassIndex
00101023DS 1	Measured AP Dimension
00101024DS 1	Measured Lateral Dimension
00101030DS 1	Patient's Weight	PatientWeight
00101040LO 1	Patient's Address	PatientAddress
00101050LOR1-n	Insurance Plan Identification
00101060PN 1	Patient's Mother's Birth Name	PatientMotherBirthName
00101080LO 1	Military Rank
00101081LO 1	Branch of Service	BranchOfService
00101090LOR1	Medical Record Locator
00101100SQ 1	Referenced Patient Photo Sequence
00102000LO 1-n	Medical Alerts
00102110LO 1-n	Allergies
00102150LO 1	Country of Residence	CountryOfResidence
00102152LO 1	Region of Residence	RegionOfResidence
00102154SH 1-n	Patient's Telephone Numbers	PatientTelephoneNumbers
00102155LT 1	Patient's Telecom Information	PatientTelecomInformation
00102160SH 1	Ethnic Group
00102161SQ 1	Ethnic Group Code Sequence
00102180SH 1	Occupation
001021A0CS 1	Smoking Status
001021B0LT 1	Additional Patient History
001021C0US 1	Pregnancy Status
001021D0DA 1	Last Menstrual Date
001021F0LO 1	Patient's Religious Preference	PatientReligiousPreference
00102201LO 1	Patient Species Description
00102202SQ 1	Patient Species Code Sequence
00102203CS 1	Patient's Sex Neutered	PatientSexNeutered
00102210CS 1	Anatomical Orientation Type
00102292LO 1	Patient Breed Description
00102293SQ 1	Patient Breed Code Sequence
00102294SQ 1	Breed Registration Sequence
00102295LO 1	Breed Registration Number
00102296SQ 1	Breed Registry Code Sequence
00102297PN 1	Responsible Person
00102298CS 1	Responsible Person Role
00102299LO 1	Responsible Organization
00104000LT 1	Patient Comments
00109431FL 1	Examined Body Thickness
00120010LO 1	Clinical Trial Sponsor Name
00120020LO 1	Clinical Trial Protocol ID
00120021LO 1	Clinical Trial Protocol Name
00120022LO 1	Issuer of Clinical Trial Protocol ID	IssuerOfClinicalTrialProtocolID
00120023SQ 1	Other Clinical Trial Protocol IDs Sequence
00120030LO 1	Clinical Trial Site ID
00120031LO 1	Clinical Trial Site Name
00120032LO 1	Issuer of Clinical Trial Site ID	IssuerOfClinicalTrialSiteID
00120040LO 1	Clinical Trial Subject ID
00120041LO 1	Issuer of Clinical Trial Subject ID	IssuerOfClinicalTrialSubjectID
00120042LO 1	Clinical Trial Subject Reading ID
00120043LO 1	Issuer of Clinical Trial Subject Reading ID	IssuerOfClinicalTrialSubjectReadingID
00120050LO 1	Clinical Trial Time Point ID
00120051ST 1	Clinical Trial Time Point Description
00120052FD 1	Longitudinal Temporal Offset from Event	LongitudinalTemporalOffsetFromEvent
00120053CS 1	Longitudinal Temporal Event Type
00120054SQ 1	Clinical Trial Time Point Type Code Sequence
00120055LO 1	Issuer of Clinical Trial Time Point ID	IssuerOfClinicalTrialTimePointID
00120060LO 1	Clinical Trial Coordinating Center Name
00120062CS 1	Patient Identity Removed
00120063LO 1-n	De-identification Method
00120064SQ 1	De-identification Method Code Sequence
00120071LO 1	Clinical Trial Series ID
00120072LO 1	Clinical Trial Series Description
00120073LO 1	Issuer of Clinical Trial Series ID	IssuerOfClinicalTrialSeriesID
00120081LO 1	Clinical Trial Protocol Ethics Committee Name
00120082LO 1	Clinical Trial Protocol Ethics Committee Approval Number
00120083SQ 1	Consent for Clinical Trial Use Sequence	ConsentForClinicalTrialUseSequence
00120084CS 1	Distribution Type
00120085CS 1	Consent for Distribution Flag	ConsentForDistributionFlag
00120086DA 1	Ethics Committee Approval Effectiveness Start Date
00120087DA 1	Ethics Committee Approval Effectiveness End Date
00140023STR1	CAD File Format
00140024STR1	Component Reference System
00140025ST 1	Component Manufacturing Procedure
00140028ST 1	Component Manufacturer
00140030DS 1-n	Material Thickness
00140032DS 1-n	Material Pipe Diameter
00140034DS 1-n	Material Isolation Diameter
00140042ST 1	Material Grade
00140044ST 1	Material Properties Description
00140045STR1	Material Properties File Format (Retired)
00140046LT 1	Material Notes
00140050CS 1	Component Shape
00140052CS 1	Curvature Type
00140054DS 1	Outer Diameter
00140056DS 1	Inner Diameter
00140100LO 1-n	Component Welder IDs
00140101CS 1	Secondary Approval Status
00140102DA 1	Secondary Review Date
00140103TM 1	Secondary Review Time
00140104PN 1	Secondary Reviewer Name
00140105ST 1	Repair ID
00140106SQ 1	Multiple Component Approval Sequence
00140107CS 1-n	Other Approval Status
00140108CS 1-n	Other Secondary Approval Status
00140200SQ 1	Data Element Label Sequence
00140201SQ 1	Data Element Label Item Sequence
00140202AT 1	Data Element
00140203LO 1	Data Element Name
00140204LO 1	Data Element Description
00140205CS 1	Data Element Conditionality
00140206IS 1	Data Element Minimum Characters
00140207IS 1	Data Element Maximum Characters
00141010ST 1	Actual Environmental Conditions
00141020DA 1	Expiry Date
00141040ST 1	Environmental Conditions
00142002SQ 1	Evaluator Sequence
00142004IS 1	Evaluator Number
00142006PN 1	Evaluator Name
00142008IS 1	Evaluation Attempt
00142012SQ 1	Indication Sequence
00142014IS 1	Indication Number
00142016SH 1	Indication Label
00142018ST 1	Indication Description
0014201ACS 1-n	Indication Type
0014201CCS 1	Indication Disposition
0014201ESQ 1	Indication ROI Sequence
00142030SQ 1	Indication Physical Property Sequence
00142032SH 1	Property Label
00142202IS 1	Coordinate System Number of Axes	CoordinateSystemNumberOfAxes
00142204SQ 1	Coordinate System Axes Sequence
00142206ST 1	Coordinate System Axis Description
00142208CS 1	Coordinate System Data Set Mapping
0014220AIS 1	Coordinate System Axis Number
0014220CCS 1	Coordinate System Axis Type
0014220ECS 1	Coordinate System Axis Units
00142210OB 1	Coordinate System Axis Values
00142220SQ 1	Coordinate System Transform Sequence
00142222ST 1	Transform Description
00142224IS 1	Transform Number of Axes	TransformNumberOfAxes
00142226IS 1-n	Transform Order of Axes	TransformOrderOfAxes
00142228CS 1	Transformed Axis Units
0014222ADS 1-n	Coordinate System Transform Rotation and Scale Matrix	CoordinateSystemTransformRotationAndScaleMatrix
0014222CDS 1-n	Coordinate System Transform Translation Matrix
00143011DS 1	Internal Detector Frame Time
00143012DS 1	Number of Frames Integrated	NumberOfFramesIntegrated
00143020SQ 1	Detector Temperature Sequence
00143022ST 1	Sensor Name
00143024DS 1	Horizontal Offset of Sensor	HorizontalOffsetOfSensor
00143026DS 1	Vertical Offset of Sensor	VerticalOffsetOfSensor
00143028DS 1	Sensor Temperature
00143040SQ 1	Dark Current Sequence
00143050OX 1	Dark Current Counts
00143060SQ 1	Gain Correction Reference Sequence
00143070OX 1	Air Counts
00143071DS 1	KV Used in Gain Calibration	KVUsedInGainCalibration
00143072DS 1	MA Used in Gain Calibration	MAUsedInGainCalibration
00143073DS 1	Number of Frames Used for Integration	NumberOfFramesUsedForIntegration
00143074LO 1	Filter Material Used in Gain Calibration	FilterMaterialUsedInGainCalibration
00143075DS 1	Filter Thickness Used in Gain Calibration	FilterThicknessUsedInGainCalibration
00143076DA 1	Date of Gain Calibration	DateOfGainCalibration
00143077TM 1	Time of Gain Calibration	TimeOfGainCalibration
00143080OB 1	Bad Pixel Image
00143099LT 1	Calibration Notes
00143100LT 1	Linearity Correction Technique
00143101LT 1	Beam Hardening Correction Technique
00144002SQ 1	Pulser Equipment Sequence
00144004CS 1	Pulser Type
00144006LT 1	Pulser Notes
00144008SQ 1	Receiver Equipment Sequence
0014400ACS 1	Amplifier Type
0014400CLT 1	Receiver Notes
0014400ESQ 1	Pre-Amplifier Equipment Sequence
0014400FLT 1	Pre-Amplifier Notes
00144010SQ 1	Transmit Transducer Sequence
00144011SQ 1	Receive Transducer Sequence
00144012US 1	Number of Elements	NumberOfElements
00144013CS 1	Element Shape
00144014DS 1	Element Dimension A
00144015DS 1	Element Dimension B
00144016DS 1	Element Pitch A
00144017DS 1	Measured Beam Dimension A
00144018DS 1	Measured Beam Dimension B
00144019DS 1	Location of Measured Beam Diameter	LocationOfMeasuredBeamDiameter
0014401ADS 1	Nominal Frequency
0014401BDS 1	Measured Center Frequency
0014401CDS 1	Measured Bandwidth
0014401DDS 1	Element Pitch B
00144020SQ 1	Pulser Settings Sequence
00144022DS 1	Pulse Width
00144024DS 1	Excitation Frequency
00144026CS 1	Modulation Type
00144028DS 1	Damping
00144030SQ 1	Receiver Settings Sequence
00144031DS 1	Acquired Soundpath Length
00144032CS 1	Acquisition Compression Type
00144033IS 1	Acquisition Sample Size
00144034DS 1	Rectifier Smoothing
00144035SQ 1	DAC Sequence
00144036CS 1	DAC Type
00144038DS 1-n	DAC Gain Points
0014403ADS 1-n	DAC Time Points
0014403CDS 1-n	DAC Amplitude
00144040SQ 1	Pre-Amplifier Settings Sequence
00144050SQ 1	Transmit Transducer Settings Sequence
00144051SQ 1	Receive Transducer Settings Sequence
00144052DS 1	Incident Angle
00144054ST 1	Coupling Technique
00144056ST 1	Coupling Medium
00144057DS 1	Coupling Velocity
00144058DS 1	Probe Center Location X
00144059DS 1	Probe Center Location Z
0014405ADS 1	Sound Path Length
0014405CST 1	Delay Law Identifier
00144060SQ 1	Gate Settings Sequence
00144062DS 1	Gate Threshold
00144064DS 1	Velocity of Sound	VelocityOfSound
00144070SQ 1	Calibration Settings Sequence
00144072ST 1	Calibration Procedure
00144074SH 1	Procedure Version
00144076DA 1	Procedure Creation Date
00144078DA 1	Procedure Expiration Date
0014407ADA 1	Procedure Last Modified Date
0014407CTM 1-n	Calibration Time
0014407EDA 1-n	Calibration Date
00144080SQ 1	Probe Drive Equipment Sequence
00144081CS 1	Drive Type
00144082LT 1	Probe Drive Notes
00144083SQ 1	Drive Probe Sequence
00144084DS 1	Probe Inductance
00144085DS 1	Probe Resistance
00144086SQ 1	Receive Probe Sequence
00144087SQ 1	Probe Drive Settings Sequence
00144088DS 1	Bridge Resistors
00144089DS 1	Probe Orientation Angle
0014408BDS 1	User Selected Gain Y
0014408CDS 1	User Selected Phase
0014408DDS 1	User Selected Offset X
0014408EDS 1	User Selected Offset Y
00144091SQ 1	Channel Settings Sequence
00144092DS 1	Channel Threshold
0014409ASQ 1	Scanner Settings Sequence
0014409BST 1	Scan Procedure
0014409CDS 1	Translation Rate X
0014409DDS 1	Translation Rate Y
0014409FDS 1	Channel Overlap
001440A0LO 1-n	Image Quality Indicator Type
001440A1LO 1-n	Image Quality Indicator Material
001440A2LO 1-n	Image Quality Indicator Size
00145002IS 1	LINAC Energy
00145004IS 1	LINAC Output
00145100US 1	Active Aperture
00145101DS 1	Total Aperture
00145102DS 1	Aperture Elevation
00145103DS 1	Main Lobe Angle
00145104DS 1	Main Roof Angle
00145105CS 1	Connector Type
00145106SH 1	Wedge Model Number
00145107DS 1	Wedge Angle Float
00145108DS 1	Wedge Roof Angle
00145109CS 1	Wedge Element 1 Position
0014510ADS 1	Wedge Material Velocity
0014510BSH 1	Wedge Material
0014510CDS 1	Wedge Offset Z
0014510DDS 1	Wedge Origin Offset X
0014510EDS 1	Wedge Time Delay
0014510FSH 1	Wedge Name
00145110SH 1	Wedge Manufacturer Name
00145111LO 1	Wedge Description
00145112DS 1	Nominal Beam Angle
00145113DS 1	Wedge Offset X
00145114DS 1	Wedge Offset Y
00145115DS 1	Wedge Total Length
00145116DS 1	Wedge In Contact Length
00145117DS 1	Wedge Front Gap
00145118DS 1	Wedge Total Height
00145119DS 1	Wedge Front Height
0014511ADS 1	Wedge Rear Height
0014511BDS 1	Wedge Total Width
0014511CDS 1	Wedge In Contact Width
0014511DDS 1	Wedge Chamfer Height
0014511ECS 1	Wedge Curve
0014511FDS 1	Radius Along the Wedge	RadiusAlongWedge
00160001DS 1	White Point
00160002DS 3	Primary Chromaticities
00160003UT 1	Battery Level
00160004DS 1	Exposure Time in Seconds	ExposureTimeInSeconds
00160005DS 1	F-Number
00160006IS 1	OECF Rows
00160007IS 1	OECF Columns
00160008UC 1-n	OECF Column Names
00160009DS 1-n	OECF Values
0016000AIS 1	Spatial Frequency Response Rows
0016000BIS 1	Spatial Frequency Response Columns
0016000CUC 1-n	Spatial Frequency Response Column Names
0016000DDS 1-n	Spatial Frequency Response Values
0016000EIS 1	Color Filter Array Pattern Rows
0016000FIS 1	Color Filter Array Pattern Columns
00160010DS 1-n	Color Filter Array Pattern Values
00160011US 1	Flash Firing Status
00160012US 1	Flash Return Status
00160013US 1	Flash Mode
00160014US 1	Flash Function Present
00160015US 1	Flash Red Eye Mode
00160016US 1	Exposure Program
00160017UT 1	Spectral Sensitivity
00160018IS 1	Photographic Sensitivity
00160019IS 1	Self Timer Mode
0016001AUS 1	Sensitivity Type
0016001BIS 1	Standard Output Sensitivity
0016001CIS 1	Recommended Exposure Index
0016001DIS 1	ISO Speed
0016001EIS 1	ISO Speed Latitude yyy
0016001FIS 1	ISO Speed Latitude zzz
00160020UT 1	EXIF Version
00160021DS 1	Shutter Speed Value
00160022DS 1	Aperture Value
00160023DS 1	Brightness Value
00160024DS 1	Exposure Bias Value
00160025DS 1	Max Aperture Value
00160026DS 1	Subject Distance
00160027US 1	Metering Mode
00160028US 1	Light Source
00160029DS 1	Focal Length
0016002AIS 2-4	Subject Area
0016002BOB 1	Maker Note
00160030DS 1	Temperature
00160031DS 1	Humidity
00160032DS 1	Pressure
00160033DS 1	Water Depth
00160034DS 1	Acceleration
00160035DS 1	Camera Elevation Angle
00160036DS 1-2	Flash Energy
00160037IS 2	Subject Location
00160038DS 1	Photographic Exposure Index
00160039US 1	Sensing Method
0016003AUS 1	File Source
0016003BUS 1	Scene Type
00160041US 1	Custom Rendered
00160042US 1	Exposure Mode
00160043US 1	White Balance
00160044DS 1	Digital Zoom Ratio
00160045IS 1	Focal Length In 35mm Film
00160046US 1	Scene Capture Type
00160047US 1	Gain Control
00160048US 1	Contrast
00160049US 1	Saturation
0016004AUS 1	Sharpness
0016004BOB 1	Device Setting Description
0016004CUS 1	Subject Distance Range
0016004DUT 1	Camera Owner Name
0016004EDS 4	Lens Specification
0016004FUT 1	Lens Make
00160050UT 1	Lens Model
00160051UT 1	Lens Serial Number
00160061CS 1	Interoperability Index
00160062OB 1	Interoperability Version
00160070OB 1	GPS Version ID
00160071CS 1	GPS Latitude Ref
00160072DS 3	GPS Latitude
00160073CS 1	GPS Longitude Ref
00160074DS 3	GPS Longitude
00160075US 1	GPS Altitude Ref
00160076DS 1	GPS Altitude
00160077DT 1	GPS Time Stamp
00160078UT 1	GPS Satellites
00160079CS 1	GPS Status
0016007ACS 1	GPS Measure Mode
0016007BDS 1	GPS DOP
0016007CCS 1	GPS Speed Ref
0016007DDS 1	GPS Speed
0016007ECS 1	GPS Track Ref
0016007FDS 1	GPS Track
00160080CS 1	GPS Img Direction Ref
00160081DS 1	GPS Img Direction
00160082UT 1	GPS Map Datum
00160083CS 1	GPS Dest Latitude Ref
00160084DS 3	GPS Dest Latitude
00160085CS 1	GPS Dest Longitude Ref
00160086DS 3	GPS Dest Longitude
00160087CS 1	GPS Dest Bearing Ref
00160088DS 1	GPS Dest Bearing
00160089CS 1	GPS Dest Distance Ref
0016008ADS 1	GPS Dest Distance
0016008BOB 1	GPS Processing Method
0016008COB 1	GPS Area Information
0016008DDT 1	GPS Date Stamp
0016008EIS 1	GPS Differential
00161001CS 1	Light Source Polarization
00161002DS 1	Emitter Color Temperature
00161003CS 1	Contact Method
00161004CS 1-n	Immersion Media
00161005DS 1	Optical Magnification Factor
00180010LO 1	Contrast/Bolus Agent
00180012SQ 1	Contrast/Bolus Agent Sequence
00180013FL 1	Contrast/Bolus T1 Relaxivity
00180014SQ 1	Contrast/Bolus Administration Route Sequence
00180015CS 1	Body Part Examined
00180020CS 1-n	Scanning Sequence
00180021CS 1-n	Sequence Variant
00180022CS 1-n	Scan Options
00180023CS 1	MR Acquisition Type
00180024SH 1	Sequence Name
00180025CS 1	Angio Flag
00180026SQ 1	Intervention Drug Information Sequence
00180027TM 1	Intervention Drug Stop Time
00180028DS 1	Intervention Drug Dose
00180029SQ 1	Intervention Drug Code Sequence
0018002ASQ 1	Additional Drug Sequence
00180030LOR1-n	Radionuclide
00180031LO 1	Radiopharmaceutical
00180032DSR1	Energy Window Centerline
00180033DSR1-n	Energy Window Total Width
00180034LO 1	Intervention Drug Name
00180035TM 1	Intervention Drug Start Time
00180036SQ 1	Intervention Sequence
00180037CSR1	Therapy Type
00180038CS 1	Intervention Status
00180039CSR1	Therapy Description
0018003AST 1	Intervention Description
00180040IS 1	Cine Rate
00180042CS 1	Initial Cine Run State
00180050DS 1	Slice Thickness
00180060DS 1	KVP
00180070IS 1	Counts Accumulated
00180071CS 1	Acquisition Termination Condition
00180072DS 1	Effective Duration
00180073CS 1	Acquisition Start Condition
00180074IS 1	Acquisition Start Condition Data
00180075IS 1	Acquisition Termination Condition Data
00180080DS 1	Repetition Time
00180081DS 1	Echo Time
00180082DS 1	Inversion Time
00180083DS 1	Number of Averages	NumberOfAverages
00180084DS 1	Imaging Frequency
00180085SH 1	Imaged Nucleus
00180086IS 1-n	Echo Number(s)
00180087DS 1	Magnetic Field Strength
00180088DS 1	Spacing Between Slices
00180089IS 1	Number of Phase Encoding Steps	NumberOfPhaseEncodingSteps
00180090DS 1	Data Collection Diameter
00180091IS 1	Echo Train Length
00180093DS 1	Percent Sampling
00180094DS 1	Percent Phase Field of View	PercentPhaseFieldOfView
00180095DS 1	Pixel Bandwidth
00181000LO 1	Device Serial Number
00181002UI 1	Device UID
00181003LO 1	Device ID
00181004LO 1	Plate ID
00181005LO 1	Generator ID
00181006LO 1	Grid ID
00181007LO 1	Cassette ID
00181008LO 1	Gantry ID
00181009UT 1	Unique Device Identifier
0018100ASQ 1	UDI Sequence
0018100BUI 1-n	Manufacturer's Device Class UID	ManufacturerDeviceClassUID
00181010LO 1	Secondary Capture Device ID
00181011LOR1	Hardcopy Creation Device ID
00181012DA 1	Date of Secondary Capture	DateOfSecondaryCapture
00181014TM 1	Time of Secondary Capture	TimeOfSecondaryCapture
00181016LO 1	Secondary Capture Device Manufacturer
00181017LOR1	Hardcopy Device Manufacturer
00181018LO 1	Secondary Capture Device Manufacturer's Model Name	SecondaryCaptureDeviceManufacturerModelName
00181019LO 1-n	Secondary Capture Device Software Versions
0018101ALOR1-n	Hardcopy Device Software Version
0018101BLOR1	Hardcopy Device Manufacturer's Model Name	HardcopyDeviceManufacturerModelName
00181020LO 1-n	Software Versions
00181022SH 1	Video Image Format Acquired
00181023LO 1	Digital Image Format Acquired
00181030LO 1	Protocol Name
00181040LO 1	Contrast/Bolus Route
00181041DS 1	Contrast/Bolus Volume
00181042TM 1	Contrast/Bolus Start Time
00181043TM 1	Contrast/Bolus Stop Time
00181044DS 1	Contrast/Bolus Total Dose
00181045IS 1	Syringe Counts
00181046DS 1-n	Contrast Flow Rate
00181047DS 1-n	Contrast Flow Duration
00181048CS 1	Contrast/Bolus Ingredient
00181049DS 1	Contrast/Bolus Ingredient Concentration
00181050DS 1	Spatial Resolution
00181060DS 1	Trigger Time
00181061LO 1	Trigger Source or Type	TriggerSourceOrType
00181062IS 1	Nominal Interval
00181063DS 1	Frame Time
00181064LO 1	Cardiac Framing Type
00181065DS 1-n	Frame Time Vector
00181066DS 1	Frame Delay
00181067DS 1	Image Trigger Delay
00181068DS 1	Multiplex Group Time Offset
00181069DS 1	Trigger Time Offset
0018106ACS 1	Synchronization Trigger
0018106CUS 2	Synchronization Channel
0018106EUL 1	Trigger Sample Position
00181070LO 1	Radiopharmaceutical Route
00181071DS 1	Radiopharmaceutical Volume
00181072TM 1	Radiopharmaceutical Start Time
00181073TM 1	Radiopharmaceutical Stop Time
00181074DS 1	Radionuclide Total Dose
00181075DS 1	Radionuclide Half Life
00181076DS 1	Radionuclide Positron Fraction
00181077DS 1	Radiopharmaceutical Specific Activity
00181078DT 1	Radiopharmaceutical Start DateTime
00181079DT 1	Radiopharmaceutical Stop DateTime
00181080CS 1	Beat Rejection Flag
00181081IS 1	Low R-R Value
00181082IS 1	High R-R Value
00181083IS 1	Intervals Acquired
00181084IS 1	Intervals Rejected
00181085LO 1	PVC Rejection
00181086IS 1	Skip Beats
00181088IS 1	Heart Rate
00181090IS 1	Cardiac Number of Images	CardiacNumberOfImages
00181094IS 1	Trigger Window
00181100DS 1	Reconstruction Diameter
00181110DS 1	Distance Source to Detector	DistanceSourceToDetector
00181111DS 1	Distance Source to Patient	DistanceSourceToPatient
00181114DS 1	Estimated Radiographic Magnification Factor
00181120DS 1	Gantry/Detector Tilt
00181121DS 1	Gantry/Detector Slew
00181130DS 1	Table Height
00181131DS 1	Table Traverse
00181134CS 1	Table Motion
00181135DS 1-n	Table Vertical Increment
00181136DS 1-n	Table Lateral Increment
00181137DS 1-n	Table Longitudinal Increment
00181138DS 1	Table Angle
0018113ACS 1	Table Type
00181140CS 1	Rotation Direction
00181141DSR1	Angular Position
00181142DS 1-n	Radial Position
00181143DS 1	Scan Arc
00181144DS 1	Angular Step
00181145DS 1	Center of Rotation Offset	CenterOfRotationOffset
00181146DSR1-n	Rotation Offset
00181147CS 1	Field of View Shape	FieldOfViewShape
00181149IS 1-2	Field of View Dimension(s)	FieldOfViewDimensions
00181150IS 1	Exposure Time
00181151IS 1	X-Ray Tube Current
00181152IS 1	Exposure
00181153IS 1	Exposure in uAs	ExposureInuAs
00181154DS 1	Average Pulse Width
00181155CS 1	Radiation Setting
00181156CS 1	Rectification Type
0018115ACS 1	Radiation Mode
0018115EDS 1	Image and Fluoroscopy Area Dose Product	ImageAndFluoroscopyAreaDoseProduct
00181160SH 1	Filter Type
00181161LO 1-n	Type of Filters	TypeOfFilters
00181162DS 1	Intensifier Size
00181164DS 2	Imager Pixel Spacing
00181166CS 1-n	Grid
00181170IS 1	Generator Power
00181180SH 1	Collimator/grid Name	CollimatorGridName
00181181CS 1	Collimator Type
00181182IS 1-2	Focal Distance
00181183DS 1-2	X Focus Center
00181184DS 1-2	Y Focus Center
00181190DS 1-n	Focal Spot(s)
00181191CS 1	Anode Target Material
001811A0DS 1	Body Part Thickness
001811A2DS 1	Compression Force
001811A3DS 1	Compression Pressure
001811A4LO 1	Paddle Description
001811A5DS 1	Compression Contact Area
001811B0LO 1	Acquisition Mode
001811B1LO 1	Dose Mode Name
001811B2CS 1	Acquired Subtraction Mask Flag
001811B3CS 1	Fluoroscopy Persistence Flag
001811B4CS 1	Fluoroscopy Last Image Hold Persistence Flag
001811B5IS 1	Upper Limit Number Of Persistent Fluoroscopy Frames
001811B6CS 1	Contrast/Bolus Auto Injection Trigger Flag
001811B7FD 1	Contrast/Bolus Injection Delay
001811B8SQ 1	XA Acquisition Phase Details Sequence
001811B9FD 1	XA Acquisition Frame Rate
001811BASQ 1	XA Plane Details Sequence
001811BBLO 1	Acquisition Field of View Label	AcquisitionFieldOfViewLabel
001811BCSQ 1	X-Ray Filter Details Sequence
001811BDFD 1	XA Acquisition Duration
001811BECS 1	Reconstruction Pipeline Type
001811BFSQ 1	Image Filter Details Sequence
001811C0CS 1	Applied Mask Subtraction Flag
001811C1SQ 1	Requested Series Description Code Sequence
00181200DA 1-n	Date of Last Calibration	DateOfLastCalibration
00181201TM 1-n	Time of Last Calibration	TimeOfLastCalibration
00181202DT 1	DateTime of Last Calibration	DateTimeOfLastCalibration
00181203DT 1	Calibration DateTime
00181204DA 1	Date of Manufacture	DateOfManufacture
00181205DA 1	Date of Installation	DateOfInstallation
00181210SH 1-n	Convolution Kernel
00181240ISR1-n	Upper/Lower Pixel Values
00181242IS 1	Actual Frame Duration
00181243IS 1	Count Rate
00181244US 1	Preferred Playback Sequencing
00181250SH 1	Receive Coil Name
00181251SH 1	Transmit Coil Name
00181260SH 1	Plate Type
00181261LO 1	Phosphor Type
00181271FD 1	Water Equivalent Diameter
00181272SQ 1	Water Equivalent Diameter Calculation Method Code Sequence
00181300DS 1	Scan Velocity
00181301CS 1-n	Whole Body Technique
00181302IS 1	Scan Length
00181310US 4	Acquisition Matrix
00181312CS 1	In-plane Phase Encoding Direction	InPlanePhaseEncodingDirection
00181314DS 1	Flip Angle
00181315CS 1	Variable Flip Angle Flag
00181316DS 1	SAR
00181318DS 1	dB/dt
00181320FL 1	B1rms
00181400LO 1	Acquisition Device Processing Description
00181401LO 1	Acquisition Device Processing Code
00181402CS 1	Cassette Orientation
00181403CS 1	Cassette Size
00181404US 1	Exposures on Plate	ExposuresOnPlate
00181405IS 1	Relative X-Ray Exposure
00181411DS 1	Exposure Index
00181412DS 1	Target Exposure Index
00181413DS 1	Deviation Index
00181450DS 1	Column Angulation
00181460DS 1	Tomo Layer Height
00181470DS 1	Tomo Angle
00181480DS 1	Tomo Time
00181490CS 1	Tomo Type
00181491CS 1	Tomo Class
00181495IS 1	Number of Tomosynthesis Source Images	NumberOfTomosynthesisSourceImages
00181500CS 1	Positioner Motion
00181508CS 1	Positioner Type
00181510DS 1	Positioner Primary Angle
00181511DS 1	Positioner Secondary Angle
00181520DS 1-n	Positioner Primary Angle Increment
00181521DS 1-n	Positioner Secondary Angle Increment
00181530DS 1	Detector Primary Angle
00181531DS 1	Detector Secondary Angle
00181600CS 1-3	Shutter Shape
00181602IS 1	Shutter Left Vertical Edge
00181604IS 1	Shutter Right Vertical Edge
00181606IS 1	Shutter Upper Horizontal Edge
00181608IS 1	Shutter Lower Horizontal Edge
00181610IS 2	Center of Circular Shutter	CenterOfCircularShutter
00181612IS 1	Radius of Circular Shutter	RadiusOfCircularShutter
00181620IS 2-2n	Vertices of the Polygonal Shutter	VerticesOfThePolygonalShutter
00181622US 1	Shutter Presentation Value
00181623US 1	Shutter Overlay Group
00181624US 3	Shutter Presentation Color CIELab Value
00181630CS 1	Outline Shape Type
00181631FD 1	Outline Left Vertical Edge
00181632FD 1	Outline Right Vertical Edge
00181633FD 1	Outline Upper Horizontal Edge
00181634FD 1	Outline Lower Horizontal Edge
00181635FD 2	Center of Circular Outline	CenterOfCircularOutline
00181636FD 1	Diameter of Circular Outline	DiameterOfCircularOutline
00181637UL 1	Number of Polygonal Vertices	NumberOfPolygonalVertices
00181638OF 1	Vertices of the Polygonal Outline	VerticesOfThePolygonalOutline
00181700CS 1-3	Collimator Shape
00181702IS 1	Collimator Left Vertical Edge
00181704IS 1	Collimator Right Vertical Edge
00181706IS 1	Collimator Upper Horizontal Edge
00181708IS 1	Collimator Lower Horizontal Edge
00181710IS 2	Center of Circular Collimator	CenterOfCircularCollimator
00181712IS 1	Radius of Circular Collimator	RadiusOfCircularCollimator
00181720IS 2-2n	Vertices of the Polygonal Collimator	VerticesOfThePolygonalCollimator
00181800CS 1	Acquisition Time Synchronized
00181801SH 1	Time Source
00181802CS 1	Time Distribution Protocol
00181803LO 1	NTP Source Address
00182001IS 1-n	Page Number Vector
00182002SH 1-n	Frame Label Vector
00182003DS 1-n	Frame Primary Angle Vector
00182004DS 1-n	Frame Secondary Angle Vector
00182005DS 1-n	Slice Location Vector
00182006SH 1-n	Display Window Label Vector
00182010DS 2	Nominal Scanned Pixel Spacing
00182020CS 1	Digitizing Device Transport Direction
00182030DS 1	Rotation of Scanned Film	RotationOfScannedFilm
00182041SQ 1	Biopsy Target Sequence
00182042UI 1	Target UID
00182043FL 2	Localizing Cursor Position
00182044FL 3	Calculated Target Position
00182045SH 1	Target Label
00182046FL 1	Displayed Z Value
00183100CS 1	IVUS Acquisition
00183101DS 1	IVUS Pullback Rate
00183102DS 1	IVUS Gated Rate
00183103IS 1	IVUS Pullback Start Frame Number
00183104IS 1	IVUS Pullback Stop Frame Number
00183105IS 1-n	Lesion Number
00184000LTR1	Acquisition Comments
00185000SH 1-n	Output Power
00185010LO 1-n	Transducer Data
00185011SQ 1	Transducer Identification Sequence
00185012DS 1	Focus Depth
00185020LO 1	Processing Function
00185021LOR1	Postprocessing Function
00185022DS 1	Mechanical Index
00185024DS 1	Bone Thermal Index
00185026DS 1	Cranial Thermal Index
00185027DS 1	Soft Tissue Thermal Index
00185028DS 1	Soft Tissue-focus Thermal Index	SoftTissueFocusThermalIndex
00185029DS 1	Soft Tissue-surface Thermal Index	SoftTissueSurfaceThermalIndex
00185030DSR1	Dynamic Range
00185040DSR1	Total Gain
00185050IS 1	Depth of Scan Field	DepthOfScanField
00185100CS 1	Patient Position
00185101CS 1	View Position
00185104SQ 1	Projection Eponymous Name Code Sequence
00185210DSR6	Image Transformation Matrix
00185212DSR3	Image Translation Vector
00186000DS 1	Sensitivity
00186011SQ 1	Sequence of Ultrasound Regions	SequenceOfUltrasoundRegions
00186012US 1	Region Spatial Format
00186014US 1	Region Data Type
00186016UL 1	Region Flags
00186018UL 1	Region Location Min X0
0018601AUL 1	Region Location Min Y0
0018601CUL 1	Region Location Max X1
0018601EUL 1	Region Location Max Y1
00186020SL 1	Reference Pixel X0
00186022SL 1	Reference Pixel Y0
00186024US 1	Physical Units X Direction
00186026US 1	Physical Units Y Direction
00186028FD 1	Reference Pixel Physical Value X
0018602AFD 1	Reference Pixel Physical Value Y
0018602CFD 1	Physical Delta X
0018602EFD 1	Physical Delta Y
00186030UL 1	Transducer Frequency
00186031CS 1	Transducer Type
00186032UL 1	Pulse Repetition Frequency
00186034FD 1	Doppler Correction Angle
00186036FD 1	Steering Angle
00186038ULR1	Doppler Sample Volume X Position (Retired)
00186039SL 1	Doppler Sample Volume X Position
0018603AULR1	Doppler Sample Volume Y Position (Retired)
0018603BSL 1	Doppler Sample Volume Y Position
0018603CULR1	TM-Line Position X0 (Retired)
0018603DSL 1	TM-Line Position X0
0018603EULR1	TM-Line Position Y0 (Retired)
0018603FSL 1	TM-Line Position Y0
00186040ULR1	TM-Line Position X1 (Retired)
00186041SL 1	TM-Line Position X1
00186042ULR1	TM-Line Position Y1 (Retired)
00186043SL 1	TM-Line Position Y1
00186044US 1	Pixel Component Organization
00186046UL 1	Pixel Component Mask
00186048UL 1	Pixel Component Range Start
0018604AUL 1	Pixel Component Range Stop
0018604CUS 1	Pixel Component Physical Units
0018604EUS 1	Pixel Component Data Type
00186050UL 1	Number of Table Break Points	NumberOfTableBreakPoints
00186052UL 1-n	Table of X Break Points	TableOfXBreakPoints
00186054FD 1-n	Table of Y Break Points	TableOfYBreakPoints
00186056UL 1	Number of Table Entries	NumberOfTableEntries
00186058UL 1-n	Table of Pixel Values	TableOfPixelValues
0018605AFL 1-n	Table of Parameter Values	TableOfParameterValues
00186060FL 1-n	R Wave Time Vector
00186070US 1	Active Image Area Overlay Group
00187000CS 1	Detector Conditions Nominal Flag
00187001DS 1	Detector Temperature
00187004CS 1	Detector Type
00187005CS 1	Detector Configuration
00187006LT 1	Detector Description
00187008LT 1	Detector Mode
0018700ASH 1	Detector ID
0018700CDA 1	Date of Last Detector Calibration	DateOfLastDetectorCalibration
0018700ETM 1	Time of Last Detector Calibration	TimeOfLastDetectorCalibration
00187010IS 1	Exposures on Detector Since Last Calibration	ExposuresOnDetectorSinceLastCalibration
00187011IS 1	Exposures on Detector Since Manufactured	ExposuresOnDetectorSinceManufactured
00187012DS 1	Detector Time Since Last Exposure
00187014DS 1	Detector Active Time
00187016DS 1	Detector Activation Offset From Exposure
0018701ADS 2	Detector Binning
00187020DS 2	Detector Element Physical Size
00187022DS 2	Detector Element Spacing
00187024CS 1	Detector Active Shape
00187026DS 1-2	Detector Active Dimension(s)
00187028DS 2	Detector Active Origin
0018702ALO 1	Detector Manufacturer Name
0018702BLO 1	Detector Manufacturer's Model Name	DetectorManufacturerModelName
00187030DS 2	Field of View Origin	FieldOfViewOrigin
00187032DS 1	Field of View Rotation	FieldOfViewRotation
00187034CS 1	Field of View Horizontal Flip	FieldOfViewHorizontalFlip
00187036FL 2	Pixel Data Area Origin Relative To FOV
00187038FL 1	Pixel Data Area Rotation Angle Relative To FOV
00187040LT 1	Grid Absorbing Material
00187041LT 1	Grid Spacing Material
00187042DS 1	Grid Thickness
00187044DS 1	Grid Pitch
00187046IS 2	Grid Aspect Ratio
00187048DS 1	Grid Period
0018704CDS 1	Grid Focal Distance
00187050CS 1-n	Filter Material
00187052DS 1-n	Filter Thickness Minimum
00187054DS 1-n	Filter Thickness Maximum
00187056FL 1-n	Filter Beam Path Length Minimum
00187058FL 1-n	Filter Beam Path Length Maximum
00187060CS 1	Exposure Control Mode
00187062LT 1	Exposure Control Mode Description
00187064CS 1	Exposure Status
00187065DS 1	Phototimer Setting
00188150DS 1	Exposure Time in uS	ExposureTimeInuS
00188151DS 1	X-Ray Tube Current in uA	XRayTubeCurrentInuA
00189004CS 1	Content Qualification
00189005SH 1	Pulse Sequence Name
00189006SQ 1	MR Imaging Modifier Sequence
00189008CS 1	Echo Pulse Sequence
00189009CS 1	Inversion Recovery
00189010CS 1	Flow Compensation
00189011CS 1	Multiple Spin Echo
00189012CS 1	Multi-planar Excitation	MultiPlanarExcitation
00189014CS 1	Phase Contrast
00189015CS 1	Time of Flight Contrast	TimeOfFlightContrast
00189016CS 1	Spoiling
00189017CS 1	Steady State Pulse Sequence
00189018CS 1	Echo Planar Pulse Sequence
00189019FD 1	Tag Angle First Axis
00189020CS 1	Magnetization Transfer
00189021CS 1	T2 Preparation
00189022CS 1	Blood Signal Nulling
00189024CS 1	Saturation Recovery
00189025CS 1	Spectrally Selected Suppression
00189026CS 1	Spectrally Selected Excitation
00189027CS 1	Spatial Pre-saturation
00189028CS 1	Tagging
00189029CS 1	Oversampling Phase
00189030FD 1	Tag Spacing First Dimension
00189032CS 1	Geometry of k-Space Traversal	GeometryOfKSpaceTraversal
00189033CS 1	Segmented k-Space Traversal	SegmentedKSpaceTraversal
00189034CS 1	Rectilinear Phase Encode Reordering
00189035FD 1	Tag Thickness
00189036CS 1	Partial Fourier Direction
00189037CS 1	Cardiac Synchronization Technique
00189041LO 1	Receive Coil Manufacturer Name
00189042SQ 1	MR Receive Coil Sequence
00189043CS 1	Receive Coil Type
00189044CS 1	Quadrature Receive Coil
00189045SQ 1	Multi-Coil Definition Sequence
00189046LO 1	Multi-Coil Configuration
00189047SH 1	Multi-Coil Element Name
00189048CS 1	Multi-Coil Element Used
00189049SQ 1	MR Transmit Coil Sequence
00189050LO 1	Transmit Coil Manufacturer Name
00189051CS 1	Transmit Coil Type
00189052FD 1-2	Spectral Width
00189053FD 1-2	Chemical Shift Reference
00189054CS 1	Volume Localization Technique
00189058US 1	MR Acquisition Frequency Encoding Steps
00189059CS 1	De-coupling
00189060CS 1-2	De-coupled Nucleus
00189061FD 1-2	De-coupling Frequency
00189062CS 1	De-coupling Method
00189063FD 1-2	De-coupling Chemical Shift Reference
00189064CS 1	k-space Filtering	KSpaceFiltering
00189065CS 1-2	Time Domain Filtering
00189066US 1-2	Number of Zero Fills	NumberOfZeroFills
00189067CS 1	Baseline Correction
00189069FD 1	Parallel Reduction Factor In-plane	ParallelReductionFactorInPlane
00189070FD 1	Cardiac R-R Interval Specified
00189073FD 1	Acquisition Duration
00189074DT 1	Frame Acquisition DateTime
00189075CS 1	Diffusion Directionality
00189076SQ 1	Diffusion Gradient Direction Sequence
00189077CS 1	Parallel Acquisition
00189078CS 1	Parallel Acquisition Technique
00189079FD 1-n	Inversion Times
00189080ST 1	Metabolite Map Description
00189081CS 1	Partial Fourier
00189082FD 1	Effective Echo Time
00189083SQ 1	Metabolite Map Code Sequence
00189084SQ 1	Chemical Shift Sequence
00189085CS 1	Cardiac Signal Source
00189087FD 1	Diffusion b-value	DiffusionBValue
00189089FD 3	Diffusion Gradient Orientation
00189090FD 3	Velocity Encoding Direction
00189091FD 1	Velocity Encoding Minimum Value
00189092SQ 1	Velocity Encoding Acquisition Sequence
00189093US 1	Number of k-Space Trajectories	NumberOfKSpaceTrajectories
00189094CS 1	Coverage of k-Space	CoverageOfKSpace
00189095UL 1	Spectroscopy Acquisition Phase Rows
00189096FDR1	Parallel Reduction Factor In-plane (Retired)	ParallelReductionFactorInPlaneRetired
00189098FD 1-2	Transmitter Frequency
00189100CS 1-2	Resonant Nucleus
00189101CS 1	Frequency Correction
00189103SQ 1	MR Spectroscopy FOV/Geometry Sequence
00189104FD 1	Slab Thickness
00189105FD 3	Slab Orientation
00189106FD 3	Mid Slab Position
00189107SQ 1	MR Spatial Saturation Sequence
00189112SQ 1	MR Timing and Related Parameters Sequence	MRTimingAndRelatedParametersSequence
00189114SQ 1	MR Echo Sequence
00189115SQ 1	MR Modifier Sequence
00189117SQ 1	MR Diffusion Sequence
00189118SQ 1	Cardiac Synchronization Sequence
00189119SQ 1	MR Averages Sequence
00189125SQ 1	MR FOV/Geometry Sequence
00189126SQ 1	Volume Localization Sequence
00189127UL 1	Spectroscopy Acquisition Data Columns
00189147CS 1	Diffusion Anisotropy Type
00189151DT 1	Frame Reference DateTime
00189152SQ 1	MR Metabolite Map Sequence
00189155FD 1	Parallel Reduction Factor out-of-plane	ParallelReductionFactorOutOfPlane
00189159UL 1	Spectroscopy Acquisition Out-of-plane Phase Steps	SpectroscopyAcquisitionOutOfPlanePhaseSteps
00189166CSR1	Bulk Motion Status
00189168FD 1	Parallel Reduction Factor Second In-plane	ParallelReductionFactorSecondInPlane
00189169CS 1	Cardiac Beat Rejection Technique
00189170CS 1	Respiratory Motion Compensation Technique
00189171CS 1	Respiratory Signal Source
00189172CS 1	Bulk Motion Compensation Technique
00189173CS 1	Bulk Motion Signal Source
00189174CS 1	Applicable Safety Standard Agency
00189175LO 1	Applicable Safety Standard Description
00189176SQ 1	Operating Mode Sequence
00189177CS 1	Operating Mode Type
00189178CS 1	Operating Mode
00189179CS 1	Specific Absorption Rate Definition
00189180CS 1	Gradient Output Type
00189181FD 1	Specific Absorption Rate Value
00189182FD 1	Gradient Output
00189183CS 1	Flow Compensation Direction
00189184FD 1	Tagging Delay
00189185ST 1	Respiratory Motion Compensation Technique Description
00189186SH 1	Respiratory Signal Source ID
00189195FDR1	Chemical Shift Minimum Integration Limit in Hz	ChemicalShiftMinimumIntegrationLimitInHz
00189196FDR1	Chemical Shift Maximum Integration Limit in Hz	ChemicalShiftMaximumIntegrationLimitInHz
00189197SQ 1	MR Velocity Encoding Sequence
00189198CS 1	First Order Phase Correction
00189199CS 1	Water Referenced Phase Correction
00189200CS 1	MR Spectroscopy Acquisition Type
00189214CS 1	Respiratory Cycle Position
00189217FD 1	Velocity Encoding Maximum Value
00189218FD 1	Tag Spacing Second Dimension
00189219SS 1	Tag Angle Second Axis
00189220FD 1	Frame Acquisition Duration
00189226SQ 1	MR Image Frame Type Sequence
00189227SQ 1	MR Spectroscopy Frame Type Sequence
00189231US 1	MR Acquisition Phase Encoding Steps in-plane	MRAcquisitionPhaseEncodingStepsInPlane
00189232US 1	MR Acquisition Phase Encoding Steps out-of-plane	MRAcquisitionPhaseEncodingStepsOutOfPlane
00189234UL 1	Spectroscopy Acquisition Phase Columns
00189236CS 1	Cardiac Cycle Position
00189239SQ 1	Specific Absorption Rate Sequence
00189240US 1	RF Echo Train Length
00189241US 1	Gradient Echo Train Length
00189250CS 1	Arterial Spin Labeling Contrast
00189251SQ 1	MR Arterial Spin Labeling Sequence
00189252LO 1	ASL Technique Description
00189253US 1	ASL Slab Number
00189254FD 1	ASL Slab Thickness
00189255FD 3	ASL Slab Orientation
00189256FD 3	ASL Mid Slab Position
00189257CS 1	ASL Context
00189258UL 1	ASL Pulse Train Duration
00189259CS 1	ASL Crusher Flag
0018925AFD 1	ASL Crusher Flow Limit
0018925BLO 1	ASL Crusher Description
0018925CCS 1	ASL Bolus Cut-off Flag
0018925DSQ 1	ASL Bolus Cut-off Timing Sequence
0018925ELO 1	ASL Bolus Cut-off Technique
0018925FUL 1	ASL Bolus Cut-off Delay Time
00189260SQ 1	ASL Slab Sequence
00189295FD 1	Chemical Shift Minimum Integration Limit in ppm	ChemicalShiftMinimumIntegrationLimitInppm
00189296FD 1	Chemical Shift Maximum Integration Limit in ppm	ChemicalShiftMaximumIntegrationLimitInppm
00189297CS 1	Water Reference Acquisition
00189298IS 1	Echo Peak Position
00189301SQ 1	CT Acquisition Type Sequence
00189302CS 1	Acquisition Type
00189303FD 1	Tube Angle
00189304SQ 1	CT Acquisition Details Sequence
00189305FD 1	Revolution Time
00189306FD 1	Single Collimation Width
00189307FD 1	Total Collimation Width
00189308SQ 1	CT Table Dynamics Sequence
00189309FD 1	Table Speed
00189310FD 1	Table Feed per Rotation	TableFeedPerRotation
00189311FD 1	Spiral Pitch Factor
00189312SQ 1	CT Geometry Sequence
00189313FD 3	Data Collection Center (Patient)
00189314SQ 1	CT Reconstruction Sequence
00189315CS 1	Reconstruction Algorithm
00189316CS 1	Convolution Kernel Group
00189317FD 2	Reconstruction Field of View	ReconstructionFieldOfView
00189318FD 3	Reconstruction Target Center (Patient)
00189319FD 1	Reconstruction Angle
00189320SH 1	Image Filter
00189321SQ 1	CT Exposure Sequence
00189322FD 2	Reconstruction Pixel Spacing
00189323CS 1-n	Exposure Modulation Type
00189324FDR1	Estimated Dose Saving
00189325SQ 1	CT X-Ray Details Sequence
00189326SQ 1	CT Position Sequence
00189327FD 1	Table Position
00189328FD 1	Exposure Time in ms	ExposureTimeInms
00189329SQ 1	CT Image Frame Type Sequence
00189330FD 1	X-Ray Tube Current in mA	XRayTubeCurrentInmA
00189332FD 1	Exposure in mAs	ExposureInmAs
00189333CS 1	Constant Volume Flag
00189334CS 1	Fluoroscopy Flag
00189335FD 1	Distance Source to Data Collection Center	DistanceSourceToDataCollectionCenter
00189337US 1	Contrast/Bolus Agent Number
00189338SQ 1	Contrast/Bolus Ingredient Code Sequence
00189340SQ 1	Contrast Administration Profile Sequence
00189341SQ 1	Contrast/Bolus Usage Sequence
00189342CS 1	Contrast/Bolus Agent Administered
00189343CS 1	Contrast/Bolus Agent Detected
00189344CS 1	Contrast/Bolus Agent Phase
00189345FD 1	CTDIvol
00189346SQ 1	CTDI Phantom Type Code Sequence
00189351FL 1	Calcium Scoring Mass Factor Patient
00189352FL 3	Calcium Scoring Mass Factor Device
00189353FL 1	Energy Weighting Factor
00189360SQ 1	CT Additional X-Ray Source Sequence
00189361CS 1	Multi-energy CT Acquisition
00189362SQ 1	Multi-energy CT Acquisition Sequence
00189363SQ 1	Multi-energy CT Processing Sequence
00189364SQ 1	Multi-energy CT Characteristics Sequence
00189365SQ 1	Multi-energy CT X-Ray Source Sequence
00189366US 1	X-Ray Source Index
00189367UC 1	X-Ray Source ID
00189368CS 1	Multi-energy Source Technique
00189369DT 1	Source Start DateTime
0018936ADT 1	Source End DateTime
0018936BUS 1	Switching Phase Number
0018936CDS 1	Switching Phase Nominal Duration
0018936DDS 1	Switching Phase Transition Duration
0018936EDS 1	Effective Bin Energy
0018936FSQ 1	Multi-energy CT X-Ray Detector Sequence
00189370US 1	X-Ray Detector Index
00189371UC 1	X-Ray Detector ID
00189372CS 1	Multi-energy Detector Type
00189373ST 1	X-Ray Detector Label
00189374DS 1	Nominal Max Energy
00189375DS 1	Nominal Min Energy
00189376US 1-n	Referenced X-Ray Detector Index
00189377US 1-n	Referenced X-Ray Source Index
00189378US 1-n	Referenced Path Index
00189379SQ 1	Multi-energy CT Path Sequence
0018937AUS 1	Multi-energy CT Path Index
0018937BUT 1	Multi-energy Acquisition Description
0018937CFD 1	Monoenergetic Energy Equivalent
0018937DSQ 1	Material Code Sequence
0018937ECS 1	Decomposition Method
0018937FUT 1	Decomposition Description
00189380SQ 1	Decomposition Algorithm Identification Sequence
00189381SQ 1	Decomposition Material Sequence
00189382SQ 1	Material Attenuation Sequence
00189383DS 1	Photon Energy
00189384DS 1	X-Ray Mass Attenuation Coefficient
00189401SQ 1	Projection Pixel Calibration Sequence
00189402FL 1	Distance Source to Isocenter	DistanceSourceToIsocenter
00189403FL 1	Distance Object to Table Top	DistanceObjectToTableTop
00189404FL 2	Object Pixel Spacing in Center of Beam	ObjectPixelSpacingInCenterOfBeam
00189405SQ 1	Positioner Position Sequence
00189406SQ 1	Table Position Sequence
00189407SQ 1	Collimator Shape Sequence
00189410CS 1	Planes in Acquisition	PlanesInAcquisition
00189412SQ 1	XA/XRF Frame Characteristics Sequence
00189417SQ 1	Frame Acquisition Sequence
00189420CS 1	X-Ray Receptor Type
00189423LO 1	Acquisition Protocol Name
00189424LT 1	Acquisition Protocol Description
00189425CS 1	Contrast/Bolus Ingredient Opaque
00189426FL 1	Distance Receptor Plane to Detector Housing	DistanceReceptorPlaneToDetectorHousing
00189427CS 1	Intensifier Active Shape
00189428FL 1-2	Intensifier Active Dimension(s)
00189429FL 2	Physical Detector Size
00189430FL 2	Position of Isocenter Projection	PositionOfIsocenterProjection
00189432SQ 1	Field of View Sequence	FieldOfViewSequence
00189433LO 1	Field of View Description	FieldOfViewDescription
00189434SQ 1	Exposure Control Sensing Regions Sequence
00189435CS 1	Exposure Control Sensing Region Shape
00189436SS 1	Exposure Control Sensing Region Left Vertical Edge
00189437SS 1	Exposure Control Sensing Region Right Vertical Edge
00189438SS 1	Exposure Control Sensing Region Upper Horizontal Edge
00189439SS 1	Exposure Control Sensing Region Lower Horizontal Edge
00189440SS 2	Center of Circular Exposure Control Sensing Region	CenterOfCircularExposureControlSensingRegion
00189441US 1	Radius of Circular Exposure Control Sensing Region	RadiusOfCircularExposureControlSensingRegion
00189442SS 2-n	Vertices of the Polygonal Exposure Control Sensing Region	VerticesOfThePolygonalExposureControlSensingRegion
00189447FL 1	Column Angulation (Patient)
00189449FL 1	Beam Angle
00189451SQ 1	Frame Detector Parameters Sequence
00189452FL 1	Calculated Anatomy Thickness
00189455SQ 1	Calibration Sequence
00189456SQ 1	Object Thickness Sequence
00189457CS 1	Plane Identification
00189461FL 1-2	Field of View Dimension(s) in Float	FieldOfViewDimensionsInFloat
00189462SQ 1	Isocenter Reference System Sequence
00189463FL 1	Positioner Isocenter Primary Angle
00189464FL 1	Positioner Isocenter Secondary Angle
00189465FL 1	Positioner Isocenter Detector Rotation Angle
00189466FL 1	Table X Position to Isocenter	TableXPositionToIsocenter
00189467FL 1	Table Y Position to Isocenter	TableYPositionToIsocenter
00189468FL 1	Table Z Position to Isocenter	TableZPositionToIsocenter
00189469FL 1	Table Horizontal Rotation Angle
00189470FL 1	Table Head Tilt Angle
00189471FL 1	Table Cradle Tilt Angle
00189472SQ 1	Frame Display Shutter Sequence
00189473FL 1	Acquired Image Area Dose Product
00189474CS 1	C-arm Positioner Tabletop Relationship	CArmPositionerTabletopRelationship
00189476SQ 1	X-Ray Geometry Sequence
00189477SQ 1	Irradiation Event Identification Sequence
00189504SQ 1	X-Ray 3D Frame Type Sequence
00189506SQ 1	Contributing Sources Sequence
00189507SQ 1	X-Ray 3D Acquisition Sequence
00189508FL 1	Primary Positioner Scan Arc
00189509FL 1	Secondary Positioner Scan Arc
00189510FL 1	Primary Positioner Scan Start Angle
00189511FL 1	Secondary Positioner Scan Start Angle
00189514FL 1	Primary Positioner Increment
00189515FL 1	Secondary Positioner Increment
00189516DT 1	Start Acquisition DateTime
00189517DT 1	End Acquisition DateTime
00189518SS 1	Primary Positioner Increment Sign
00189519SS 1	Secondary Positioner Increment Sign
00189524LO 1	Application Name
00189525LO 1	Application Version
00189526LO 1	Application Manufacturer
00189527CS 1	Algorithm Type
00189528LO 1	Algorithm Description
00189530SQ 1	X-Ray 3D Reconstruction Sequence
00189531LO 1	Reconstruction Description
00189538SQ 1	Per Projection Acquisition Sequence
00189541SQ 1	Detector Position Sequence
00189542SQ 1	X-Ray Acquisition Dose Sequence
00189543FD 1	X-Ray Source Isocenter Primary Angle
00189544FD 1	X-Ray Source Isocenter Secondary Angle
00189545FD 1	Breast Support Isocenter Primary Angle
00189546FD 1	Breast Support Isocenter Secondary Angle
00189547FD 1	Breast Support X Position to Isocenter	BreastSupportXPositionToIsocenter
00189548FD 1	Breast Support Y Position to Isocenter	BreastSupportYPositionToIsocenter
00189549FD 1	Breast Support Z Position to Isocenter	BreastSupportZPositionToIsocenter
00189550FD 1	Detector Isocenter Primary Angle
00189551FD 1	Detector Isocenter Secondary Angle
00189552FD 1	Detector X Position to Isocenter	DetectorXPositionToIsocenter
00189553FD 1	Detector Y Position to Isocenter	DetectorYPositionToIsocenter
00189554FD 1	Detector Z Position to Isocenter	DetectorZPositionToIsocenter
00189555SQ 1	X-Ray Grid Sequence
00189556SQ 1	X-Ray Filter Sequence
00189557FD 3	Detector Active Area TLHC Position
00189558FD 6	Detector Active Area Orientation
00189559CS 1	Positioner Primary Angle Direction
00189601SQ 1	Diffusion b-matrix Sequence	DiffusionBMatrixSequence
00189602FD 1	Diffusion b-value XX	DiffusionBValueXX
00189603FD 1	Diffusion b-value XY	DiffusionBValueXY
00189604FD 1	Diffusion b-value XZ	DiffusionBValueXZ
00189605FD 1	Diffusion b-value YY	DiffusionBValueYY
00189606FD 1	Diffusion b-value YZ	DiffusionBValueYZ
00189607FD 1	Diffusion b-value ZZ	DiffusionBValueZZ
00189621SQ 1	Functional MR Sequence
00189622CS 1	Functional Settling Phase Frames Present
00189623DT 1	Functional Sync Pulse
00189624CS 1	Settling Phase Frame
00189701DT 1	Decay Correction DateTime
00189715FD 1	Start Density Threshold
00189716FD 1	Start Relative Density Difference Threshold
00189717FD 1	Start Cardiac Trigger Count Threshold
00189718FD 1	Start Respiratory Trigger Count Threshold
00189719FD 1	Termination Counts Threshold
00189720FD 1	Termination Density Threshold
00189721FD 1	Termination Relative Density Threshold
00189722FD 1	Termination Time Threshold
00189723FD 1	Termination Cardiac Trigger Count Threshold
00189724FD 1	Termination Respiratory Trigger Count Threshold
00189725CS 1	Detector Geometry
00189726FD 1	Transverse Detector Separation
00189727FD 1	Axial Detector Dimension
00189729US 1	Radiopharmaceutical Agent Number
00189732SQ 1	PET Frame Acquisition Sequence
00189733SQ 1	PET Detector Motion Details Sequence
00189734SQ 1	PET Table Dynamics Sequence
00189735SQ 1	PET Position Sequence
00189736SQ 1	PET Frame Correction Factors Sequence
00189737SQ 1	Radiopharmaceutical Usage Sequence
00189738CS 1	Attenuation Correction Source
00189739US 1	Number of Iterations	NumberOfIterations
00189740US 1	Number of Subsets	NumberOfSubsets
00189749SQ 1	PET Reconstruction Sequence
00189751SQ 1	PET Frame Type Sequence
00189755CS 1	Time of Flight Information Used	TimeOfFlightInformationUsed
00189756CS 1	Reconstruction Type
00189758CS 1	Decay Corrected
00189759CS 1	Attenuation Corrected
00189760CS 1	Scatter Corrected
00189761CS 1	Dead Time Corrected
00189762CS 1	Gantry Motion Corrected
00189763CS 1	Patient Motion Corrected
00189764CS 1	Count Loss Normalization Corrected
00189765CS 1	Randoms Corrected
00189766CS 1	Non-uniform Radial Sampling Corrected	NonUniformRadialSamplingCorrected
00189767CS 1	Sensitivity Calibrated
00189768CS 1	Detector Normalization Correction
00189769CS 1	Iterative Reconstruction Method
00189770CS 1	Attenuation Correction Temporal Relationship
00189771SQ 1	Patient Physiological State Sequence
00189772SQ 1	Patient Physiological State Code Sequence
00189801FD 1-n	Depth(s) of Focus	DepthsOfFocus
00189803SQ 1	Excluded Intervals Sequence
00189804DT 1	Exclusion Start DateTime
00189805FD 1	Exclusion Duration
00189806SQ 1	US Image Description Sequence
00189807SQ 1	Image Data Type Sequence
00189808CS 1	Data Type
00189809SQ 1	Transducer Scan Pattern Code Sequence
0018980BCS 1	Aliased Data Type
0018980CCS 1	Position Measuring Device Used
0018980DSQ 1	Transducer Geometry Code Sequence
0018980ESQ 1	Transducer Beam Steering Code Sequence
0018980FSQ 1	Transducer Application Code Sequence
00189810XS 1	Zero Velocity Pixel Value
00189821SQ 1	Photoacoustic Excitation Characteristics Sequence
00189822FD 1	Excitation Spectral Width
00189823FD 1	Excitation Energy
00189824FD 1	Excitation Pulse Duration
00189825SQ 1	Excitation Wavelength Sequence
00189826FD 1	Excitation Wavelength
00189828CS 1	Illumination Translation Flag
00189829CS 1	Acoustic Coupling Medium Flag
0018982ASQ 1	Acoustic Coupling Medium Code Sequence
0018982BFD 1	Acoustic Coupling Medium Temperature
0018982CSQ 1	Transducer Response Sequence
0018982DFD 1	Center Frequency
0018982EFD 1	Fractional Bandwidth
0018982FFD 1	Lower Cutoff Frequency
00189830FD 1	Upper Cutoff Frequency
00189831SQ 1	Transducer Technology Sequence
00189832SQ 1	Sound Speed Correction Mechanism Code Sequence
00189833FD 1	Object Sound Speed
00189834FD 1	Acoustic Coupling Medium Sound Speed
00189835SQ 1	Photoacoustic Image Frame Type Sequence
00189836SQ 1	Image Data Type Code Sequence
00189900LO 1	Reference Location Label
00189901UT 1	Reference Location Description
00189902SQ 1	Reference Basis Code Sequence
00189903SQ 1	Reference Geometry Code Sequence
00189904DS 1	Offset Distance
00189905CS 1	Offset Direction
00189906SQ 1	Potential Scheduled Protocol Code Sequence
00189907SQ 1	Potential Requested Procedure Code Sequence
00189908UC 1-n	Potential Reasons for Procedure	PotentialReasonsForProcedure
00189909SQ 1	Potential Reasons for Procedure Code Sequence	PotentialReasonsForProcedureCodeSequence
0018990AUC 1-n	Potential Diagnostic Tasks
0018990BSQ 1	Contraindications Code Sequence
0018990CSQ 1	Referenced Defined Protocol Sequence
0018990DSQ 1	Referenced Performed Protocol Sequence
0018990ESQ 1	Predecessor Protocol Sequence
0018990FUT 1	Protocol Planning Information
00189910UT 1	Protocol Design Rationale
00189911SQ 1	Patient Specification Sequence
00189912SQ 1	Model Specification Sequence
00189913SQ 1	Parameters Specification Sequence
00189914SQ 1	Instruction Sequence
00189915US 1	Instruction Index
00189916LO 1	Instruction Text
00189917UT 1	Instruction Description
00189918CS 1	Instruction Performed Flag
00189919DT 1	Instruction Performed DateTime
0018991AUT 1	Instruction Performance Comment
0018991BSQ 1	Patient Positioning Instruction Sequence
0018991CSQ 1	Positioning Method Code Sequence
0018991DSQ 1	Positioning Landmark Sequence
0018991EUI 1	Target Frame of Reference UID	TargetFrameOfReferenceUID
0018991FSQ 1	Acquisition Protocol Element Specification Sequence
00189920SQ 1	Acquisition Protocol Element Sequence
00189921US 1	Protocol Element Number
00189922LO 1	Protocol Element Name
00189923UT 1	Protocol Element Characteristics Summary
00189924UT 1	Protocol Element Purpose
00189930CS 1	Acquisition Motion
00189931SQ 1	Acquisition Start Location Sequence
00189932SQ 1	Acquisition End Location Sequence
00189933SQ 1	Reconstruction Protocol Element Specification Sequence
00189934SQ 1	Reconstruction Protocol Element Sequence
00189935SQ 1	Storage Protocol Element Specification Sequence
00189936SQ 1	Storage Protocol Element Sequence
00189937LO 1	Requested Series Description
00189938US 1-n	Source Acquisition Protocol Element Number
00189939US 1-n	Source Acquisition Beam Number
0018993AUS 1-n	Source Reconstruction Protocol Element Number
0018993BSQ 1	Reconstruction Start Location Sequence
0018993CSQ 1	Reconstruction End Location Sequence
0018993DSQ 1	Reconstruction Algorithm Sequence
0018993ESQ 1	Reconstruction Target Center Location Sequence
00189941UT 1	Image Filter Description
00189942FD 1	CTDIvol Notification Trigger
00189943FD 1	DLP Notification Trigger
00189944CS 1	Auto KVP Selection Type
00189945FD 1	Auto KVP Upper Bound
00189946FD 1	Auto KVP Lower Bound
00189947CS 1	Protocol Defined Patient Position
0018A001SQ 1	Contributing Equipment Sequence
0018A002DT 1	Contribution DateTime
0018A003ST 1	Contribution Description
0020000DUI 1	Study Instance UID
0020000EUI 1	Series Instance UID
00200010SH 1	Study ID
00200011IS 1	Series Number
00200012IS 1	Acquisition Number
00200013IS 1	Instance Number
00200014ISR1	Isotope Number
00200015ISR1	Phase Number
00200016ISR1	Interval Number
00200017ISR1	Time Slot Number
00200018ISR1	Angle Number
00200019IS 1	Item Number
00200020CS 2	Patient Orientation
00200022ISR1	Overlay Number
00200024ISR1	Curve Number
00200026ISR1	LUT Number
00200027LO 1	Pyramid Label
00200030DSR3	Image Position
00200032DS 3	Image Position (Patient)
00200035DSR6	Image Orientation
00200037DS 6	Image Orientation (Patient)
00200050DSR1	Location
00200052UI 1	Frame of Reference UID	FrameOfReferenceUID
00200060CS 1	Laterality
00200062CS 1	Image Laterality
00200070LOR1	Image Geometry Type
00200080CSR1-n	Masking Image
002000AAISR1	Report Number
00200100IS 1	Temporal Position Identifier
00200105IS 1	Number of Temporal Positions	NumberOfTemporalPositions
00200110DS 1	Temporal Resolution
00200200UI 1	Synchronization Frame of Reference UID	SynchronizationFrameOfReferenceUID
00200242UI 1	SOP Instance UID of Concatenation Source	SOPInstanceUIDOfConcatenationSource
00201000ISR1	Series in Study	SeriesInStudy
00201001ISR1	Acquisitions in Series	AcquisitionsInSeries
00201002IS 1	Images in Acquisition	ImagesInAcquisition
00201003ISR1	Images in Series	ImagesInSeries
00201004ISR1	Acquisitions in Study	AcquisitionsInStudy
00201005ISR1	Images in Study	ImagesInStudy
00201020LOR1-n	Reference
0020103FLO 1	Target Position Reference Indicator
00201040LO 1	Position Reference Indicator
00201041DS 1	Slice Location
00201070ISR1-n	Other Study Numbers
00201200IS 1	Number of Patient Related Studies	NumberOfPatientRelatedStudies
00201202IS 1	Number of Patient Related Series	NumberOfPatientRelatedSeries
00201204IS 1	Number of Patient Related Instances	NumberOfPatientRelatedInstances
00201206IS 1	Number of Study Related Series	NumberOfStudyRelatedSeries
00201208IS 1	Number of Study Related Instances	NumberOfStudyRelatedInstances
00201209IS 1	Number of Series Related Instances	NumberOfSeriesRelatedInstances
00203401CSR1	Modifying Device ID
00203402CSR1	Modified Image ID
00203403DAR1	Modified Image Date
00203404LOR1	Modifying Device Manufacturer
00203405TMR1	Modified Image Time
00203406LOR1	Modified Image Description
00204000LT 1	Image Comments
00205000ATR1-n	Original Image Identification
00205002LOR1-n	Original Image Identification Nomenclature
00209056SH 1	Stack ID
00209057UL 1	In-Stack Position Number
00209071SQ 1	Frame Anatomy Sequence
00209072CS 1	Frame Laterality
00209111SQ 1	Frame Content Sequence
00209113SQ 1	Plane Position Sequence
00209116SQ 1	Plane Orientation Sequence
00209128UL 1	Temporal Position Index
00209153FD 1	Nominal Cardiac Trigger Delay Time
00209154FL 1	Nominal Cardiac Trigger Time Prior To R-Peak
00209155FL 1	Actual Cardiac Trigger Time Prior To R-Peak
00209156US 1	Frame Acquisition Number
00209157UL 1-n	Dimension Index Values
00209158LT 1	Frame Comments
00209161UI 1	Concatenation UID
00209162US 1	In-concatenation Number	InConcatenationNumber
00209163US 1	In-concatenation Total Number	InConcatenationTotalNumber
00209164UI 1	Dimension Organization UID
00209165AT 1	Dimension Index Pointer
00209167AT 1	Functional Group Pointer
00209170SQ 1	Unassigned Shared Converted Attributes Sequence
00209171SQ 1	Unassigned Per-Frame Converted Attributes Sequence
00209172SQ 1	Conversion Source Attributes Sequence
00209213LO 1	Dimension Index Private Creator
00209221SQ 1	Dimension Organization Sequence
00209222SQ 1	Dimension Index Sequence
00209228UL 1	Concatenation Frame Offset Number
00209238LO 1	Functional Group Private Creator
00209241FL 1	Nominal Percentage of Cardiac Phase	NominalPercentageOfCardiacPhase
00209245FL 1	Nominal Percentage of Respiratory Phase	NominalPercentageOfRespiratoryPhase
00209246FL 1	Starting Respiratory Amplitude
00209247CS 1	Starting Respiratory Phase
00209248FL 1	Ending Respiratory Amplitude
00209249CS 1	Ending Respiratory Phase
00209250CS 1	Respiratory Trigger Type
00209251FD 1	R-R Interval Time Nominal
00209252FD 1	Actual Cardiac Trigger Delay Time
00209253SQ 1	Respiratory Synchronization Sequence
00209254FD 1	Respiratory Interval Time
00209255FD 1	Nominal Respiratory Trigger Delay Time
00209256FD 1	Respiratory Trigger Delay Threshold
00209257FD 1	Actual Respiratory Trigger Delay Time
00209301FD 3	Image Position (Volume)
00209302FD 6	Image Orientation (Volume)
00209307CS 1	Ultrasound Acquisition Geometry
00209308FD 3	Apex Position
00209309FD 16	Volume to Transducer Mapping Matrix	VolumeToTransducerMappingMatrix
0020930AFD 16	Volume to Table Mapping Matrix	VolumeToTableMappingMatrix
0020930BCS 1	Volume to Transducer Relationship	VolumeToTransducerRelationship
0020930CCS 1	Patient Frame of Reference Source	PatientFrameOfReferenceSource
0020930DFD 1	Temporal Position Time Offset
0020930ESQ 1	Plane Position (Volume) Sequence
0020930FSQ 1	Plane Orientation (Volume) Sequence
00209310SQ 1	Temporal Position Sequence
00209311CS 1	Dimension Organization Type
00209312UI 1	Volume Frame of Reference UID	VolumeFrameOfReferenceUID
00209313UI 1	Table Frame of Reference UID	TableFrameOfReferenceUID
00209421LO 1	Dimension Description Label
00209450SQ 1	Patient Orientation in Frame Sequence	PatientOrientationInFrameSequence
00209453LO 1	Frame Label
00209518US 1-n	Acquisition Index
00209529SQ 1	Contributing SOP Instances Reference Sequence
00209536US 1	Reconstruction Index
00220001US 1	Light Path Filter Pass-Through Wavelength
00220002US 2	Light Path Filter Pass Band
00220003US 1	Image Path Filter Pass-Through Wavelength
00220004US 2	Image Path Filter Pass Band
00220005CS 1	Patient Eye Movement Commanded
00220006SQ 1	Patient Eye Movement Command Code Sequence
00220007FL 1	Spherical Lens Power
00220008FL 1	Cylinder Lens Power
00220009FL 1	Cylinder Axis
0022000AFL 1	Emmetropic Magnification
0022000BFL 1	Intra Ocular Pressure
0022000CFL 1	Horizontal Field of View	HorizontalFieldOfView
0022000DCS 1	Pupil Dilated
0022000EFL 1	Degree of Dilation	DegreeOfDilation
0022000FFD 1	Vertex Distance
00220010FL 1	Stereo Baseline Angle
00220011FL 1	Stereo Baseline Displacement
00220012FL 1	Stereo Horizontal Pixel Offset
00220013FL 1	Stereo Vertical Pixel Offset
00220014FL 1	Stereo Rotation
00220015SQ 1	Acquisition Device Type Code Sequence
00220016SQ 1	Illumination Type Code Sequence
00220017SQ 1	Light Path Filter Type Stack Code Sequence
00220018SQ 1	Image Path Filter Type Stack Code Sequence
00220019SQ 1	Lenses Code Sequence
0022001ASQ 1	Channel Description Code Sequence
0022001BSQ 1	Refractive State Sequence
0022001CSQ 1	Mydriatic Agent Code Sequence
0022001DSQ 1	Relative Image Position Code Sequence
0022001EFL 1	Camera Angle of View	CameraAngleOfView
00220020SQ 1	Stereo Pairs Sequence
00220021SQ 1	Left Image Sequence
00220022SQ 1	Right Image Sequence
00220028CS 1	Stereo Pairs Present
00220030FL 1	Axial Length of the Eye	AxialLengthOfTheEye
00220031SQ 1	Ophthalmic Frame Location Sequence
00220032FL 2-2n	Reference Coordinates
00220035FL 1	Depth Spatial Resolution
00220036FL 1	Maximum Depth Distortion
00220037FL 1	Along-scan Spatial Resolution	AlongScanSpatialResolution
00220038FL 1	Maximum Along-scan Distortion	MaximumAlongScanDistortion
00220039CS 1	Ophthalmic Image Orientation
00220041FL 1	Depth of Transverse Image	DepthOfTransverseImage
00220042SQ 1	Mydriatic Agent Concentration Units Sequence
00220048FL 1	Across-scan Spatial Resolution	AcrossScanSpatialResolution
00220049FL 1	Maximum Across-scan Distortion	MaximumAcrossScanDistortion
0022004EDS 1	Mydriatic Agent Concentration
00220055FL 1	Illumination Wave Length
00220056FL 1	Illumination Power
00220057FL 1	Illumination Bandwidth
00220058SQ 1	Mydriatic Agent Sequence
00221007SQ 1	Ophthalmic Axial Measurements Right Eye Sequence
00221008SQ 1	Ophthalmic Axial Measurements Left Eye Sequence
00221009CS 1	Ophthalmic Axial Measurements Device Type
00221010CS 1	Ophthalmic Axial Length Measurements Type
00221012SQ 1	Ophthalmic Axial Length Sequence
00221019FL 1	Ophthalmic Axial Length
00221024SQ 1	Lens Status Code Sequence
00221025SQ 1	Vitreous Status Code Sequence
00221028SQ 1	IOL Formula Code Sequence
00221029LO 1	IOL Formula Detail
00221033FL 1	Keratometer Index
00221035SQ 1	Source of Ophthalmic Axial Length Code Sequence	SourceOfOphthalmicAxialLengthCodeSequence
00221036SQ 1	Source of Corneal Size Data Code Sequence	SourceOfCornealSizeDataCodeSequence
00221037FL 1	Target Refraction
00221039CS 1	Refractive Procedure Occurred
00221040SQ 1	Refractive Surgery Type Code Sequence
00221044SQ 1	Ophthalmic Ultrasound Method Code Sequence
00221045SQ 1	Surgically Induced Astigmatism Sequence
00221046CS 1	Type of Optical Correction	TypeOfOpticalCorrection
00221047SQ 1	Toric IOL Power Sequence
00221048SQ 1	Predicted Toric Error Sequence
00221049CS 1	Pre-Selected for Implantation	PreSelectedForImplantation
0022104ASQ 1	Toric IOL Power for Exact Emmetropia Sequence	ToricIOLPowerForExactEmmetropiaSequence
0022104BSQ 1	Toric IOL Power for Exact Target Refraction Sequence	ToricIOLPowerForExactTargetRefractionSequence
00221050SQ 1	Ophthalmic Axial Length Measurements Sequence
00221053FL 1	IOL Power
00221054FL 1	Predicted Refractive Error
00221059FL 1	Ophthalmic Axial Length Velocity
00221065LO 1	Lens Status Description
00221066LO 1	Vitreous Status Description
00221090SQ 1	IOL Power Sequence
00221092SQ 1	Lens Constant Sequence
00221093LO 1	IOL Manufacturer
00221094LOR1	Lens Constant Description
00221095LO 1	Implant Name
00221096SQ 1	Keratometry Measurement Type Code Sequence
00221097LO 1	Implant Part Number
00221100SQ 1	Referenced Ophthalmic Axial Measurements Sequence
00221101SQ 1	Ophthalmic Axial Length Measurements Segment Name Code Sequence
00221103SQ 1	Refractive Error Before Refractive Surgery Code Sequence
00221121FL 1	IOL Power For Exact Emmetropia
00221122FL 1	IOL Power For Exact Target Refraction
00221125SQ 1	Anterior Chamber Depth Definition Code Sequence
00221127SQ 1	Lens Thickness Sequence
00221128SQ 1	Anterior Chamber Depth Sequence
0022112ASQ 1	Calculation Comment Sequence
0022112BCS 1	Calculation Comment Type
0022112CLT 1	Calculation Comment
00221130FL 1	Lens Thickness
00221131FL 1	Anterior Chamber Depth
00221132SQ 1	Source of Lens Thickness Data Code Sequence	SourceOfLensThicknessDataCodeSequence
00221133SQ 1	Source of Anterior Chamber Depth Data Code Sequence	SourceOfAnteriorChamberDepthDataCodeSequence
00221134SQ 1	Source of Refractive Measurements Sequence	SourceOfRefractiveMeasurementsSequence
00221135SQ 1	Source of Refractive Measurements Code Sequence	SourceOfRefractiveMeasurementsCodeSequence
00221140CS 1	Ophthalmic Axial Length Measurement Modified
00221150SQ 1	Ophthalmic Axial Length Data Source Code Sequence
00221153SQR1	Ophthalmic Axial Length Acquisition Method Code Sequence
00221155FL 1	Signal to Noise Ratio	SignalToNoiseRatio
00221159LO 1	Ophthalmic Axial Length Data Source Description
00221210SQ 1	Ophthalmic Axial Length Measurements Total Length Sequence
00221211SQ 1	Ophthalmic Axial Length Measurements Segmental Length Sequence
00221212SQ 1	Ophthalmic Axial Length Measurements Length Summation Sequence
00221220SQ 1	Ultrasound Ophthalmic Axial Length Measurements Sequence
00221225SQ 1	Optical Ophthalmic Axial Length Measurements Sequence
00221230SQ 1	Ultrasound Selected Ophthalmic Axial Length Sequence
00221250SQ 1	Ophthalmic Axial Length Selection Method Code Sequence
00221255SQ 1	Optical Selected Ophthalmic Axial Length Sequence
00221257SQ 1	Selected Segmental Ophthalmic Axial Length Sequence
00221260SQ 1	Selected Total Ophthalmic Axial Length Sequence
00221262SQ 1	Ophthalmic Axial Length Quality Metric Sequence
00221265SQR1	Ophthalmic Axial Length Quality Metric Type Code Sequence
00221273LOR1	Ophthalmic Axial Length Quality Metric Type Description
00221300SQ 1	Intraocular Lens Calculations Right Eye Sequence
00221310SQ 1	Intraocular Lens Calculations Left Eye Sequence
00221330SQ 1	Referenced Ophthalmic Axial Length Measurement QC Image Sequence
00221415CS 1	Ophthalmic Mapping Device Type
00221420SQ 1	Acquisition Method Code Sequence
00221423SQ 1	Acquisition Method Algorithm Sequence
00221436SQ 1	Ophthalmic Thickness Map Type Code Sequence
00221443SQ 1	Ophthalmic Thickness Mapping Normals Sequence
00221445SQ 1	Retinal Thickness Definition Code Sequence
00221450SQ 1	Pixel Value Mapping to Coded Concept Sequence	PixelValueMappingToCodedConceptSequence
00221452XS 1	Mapped Pixel Value
00221454LO 1	Pixel Value Mapping Explanation
00221458SQ 1	Ophthalmic Thickness Map Quality Threshold Sequence
00221460FL 1	Ophthalmic Thickness Map Threshold Quality Rating
00221463FL 2	Anatomic Structure Reference Point
00221465SQ 1	Registration to Localizer Sequence	RegistrationToLocalizerSequence
00221466CS 1	Registered Localizer Units
00221467FL 2	Registered Localizer Top Left Hand Corner
00221468FL 2	Registered Localizer Bottom Right Hand Corner
00221470SQ 1	Ophthalmic Thickness Map Quality Rating Sequence
00221472SQ 1	Relevant OPT Attributes Sequence
00221512SQ 1	Transformation Method Code Sequence
00221513SQ 1	Transformation Algorithm Sequence
00221515CS 1	Ophthalmic Axial Length Method
00221517FL 1	Ophthalmic FOV
00221518SQ 1	Two Dimensional to Three Dimensional Map Sequence	TwoDimensionalToThreeDimensionalMapSequence
00221525SQ 1	Wide Field Ophthalmic Photography Quality Rating Sequence
00221526SQ 1	Wide Field Ophthalmic Photography Quality Threshold Sequence
00221527FL 1	Wide Field Ophthalmic Photography Threshold Quality Rating
00221528FL 1	X Coordinates Center Pixel View Angle
00221529FL 1	Y Coordinates Center Pixel View Angle
00221530UL 1	Number of Map Points	NumberOfMapPoints
00221531OF 1	Two Dimensional to Three Dimensional Map Data	TwoDimensionalToThreeDimensionalMapData
00221612SQ 1	Derivation Algorithm Sequence
00221615SQ 1	Ophthalmic Image Type Code Sequence
00221616LO 1	Ophthalmic Image Type Description
00221618SQ 1	Scan Pattern Type Code Sequence
00221620SQ 1	Referenced Surface Mesh Identification Sequence
00221622CS 1	Ophthalmic Volumetric Properties Flag
00221624FL 1	Ophthalmic Anatomic Reference Point X-Coordinate
00221626FL 1	Ophthalmic Anatomic Reference Point Y-Coordinate
00221628SQ 1	Ophthalmic En Face Image Quality Rating Sequence
00221630DS 1	Quality Threshold
00221640SQ 1	OCT B-scan Analysis Acquisition Parameters Sequence
00221642UL 1	Number of B-scans Per Frame	NumberOfBscansPerFrame
00221643FL 1	B-scan Slab Thickness
00221644FL 1	Distance Between B-scan Slabs
00221645FL 1	B-scan Cycle Time
00221646FL 1-n	B-scan Cycle Time Vector
00221649FL 1	A-scan Rate
00221650FL 1	B-scan Rate
00221658UL 1	Surface Mesh Z-Pixel Offset
00240010FL 1	Visual Field Horizontal Extent
00240011FL 1	Visual Field Vertical Extent
00240012CS 1	Visual Field Shape
00240016SQ 1	Screening Test Mode Code Sequence
00240018FL 1	Maximum Stimulus Luminance
00240020FL 1	Background Luminance
00240021SQ 1	Stimulus Color Code Sequence
00240024SQ 1	Background Illumination Color Code Sequence
00240025FL 1	Stimulus Area
00240028FL 1	Stimulus Presentation Time
00240032SQ 1	Fixation Sequence
00240033SQ 1	Fixation Monitoring Code Sequence
00240034SQ 1	Visual Field Catch Trial Sequence
00240035US 1	Fixation Checked Quantity
00240036US 1	Patient Not Properly Fixated Quantity
00240037CS 1	Presented Visual Stimuli Data Flag
00240038US 1	Number of Visual Stimuli	NumberOfVisualStimuli
00240039CS 1	Excessive Fixation Losses Data Flag
00240040CS 1	Excessive Fixation Losses
00240042US 1	Stimuli Retesting Quantity
00240044LT 1	Comments on Patient's Performance of Visual Field	CommentsOnPatientPerformanceOfVisualField
00240045CS 1	False Negatives Estimate Flag
00240046FL 1	False Negatives Estimate
00240048US 1	Negative Catch Trials Quantity
00240050US 1	False Negatives Quantity
00240051CS 1	Excessive False Negatives Data Flag
00240052CS 1	Excessive False Negatives
00240053CS 1	False Positives Estimate Flag
00240054FL 1	False Positives Estimate
00240055CS 1	Catch Trials Data Flag
00240056US 1	Positive Catch Trials Quantity
00240057CS 1	Test Point Normals Data Flag
00240058SQ 1	Test Point Normals Sequence
00240059CS 1	Global Deviation Probability Normals Flag
00240060US 1	False Positives Quantity
00240061CS 1	Excessive False Positives Data Flag
00240062CS 1	Excessive False Positives
00240063CS 1	Visual Field Test Normals Flag
00240064SQ 1	Results Normals Sequence
00240065SQ 1	Age Corrected Sensitivity Deviation Algorithm Sequence
00240066FL 1	Global Deviation From Normal
00240067SQ 1	Generalized Defect Sensitivity Deviation Algorithm Sequence
00240068FL 1	Localized Deviation From Normal
00240069LO 1	Patient Reliability Indicator
00240070FL 1	Visual Field Mean Sensitivity
00240071FL 1	Global Deviation Probability
00240072CS 1	Local Deviation Probability Normals Flag
00240073FL 1	Localized Deviation Probability
00240074CS 1	Short Term Fluctuation Calculated
00240075FL 1	Short Term Fluctuation
00240076CS 1	Short Term Fluctuation Probability Calculated
00240077FL 1	Short Term Fluctuation Probability
00240078CS 1	Corrected Localized Deviation From Normal Calculated
00240079FL 1	Corrected Localized Deviation From Normal
00240080CS 1	Corrected Localized Deviation From Normal Probability Calculated
00240081FL 1	Corrected Localized Deviation From Normal Probability
00240083SQ 1	Global Deviation Probability Sequence
00240085SQ 1	Localized Deviation Probability Sequence
00240086CS 1	Foveal Sensitivity Measured
00240087FL 1	Foveal Sensitivity
00240088FL 1	Visual Field Test Duration
00240089SQ 1	Visual Field Test Point Sequence
00240090FL 1	Visual Field Test Point X-Coordinate
00240091FL 1	Visual Field Test Point Y-Coordinate
00240092FL 1	Age Corrected Sensitivity Deviation Value
00240093CS 1	Stimulus Results
00240094FL 1	Sensitivity Value
00240095CS 1	Retest Stimulus Seen
00240096FL 1	Retest Sensitivity Value
00240097SQ 1	Visual Field Test Point Normals Sequence
00240098FL 1	Quantified Defect
00240100FL 1	Age Corrected Sensitivity Deviation Probability Value
00240102CS 1	Generalized Defect Corrected Sensitivity Deviation Flag
00240103FL 1	Generalized Defect Corrected Sensitivity Deviation Value
00240104FL 1	Generalized Defect Corrected Sensitivity Deviation Probability Value
00240105FL 1	Minimum Sensitivity Value
00240106CS 1	Blind Spot Localized
00240107FL 1	Blind Spot X-Coordinate
00240108FL 1	Blind Spot Y-Coordinate
00240110SQ 1	Visual Acuity Measurement Sequence
00240112SQ 1	Refractive Parameters Used on Patient Sequence	RefractiveParametersUsedOnPatientSequence
00240113CS 1	Measurement Laterality
00240114SQ 1	Ophthalmic Patient Clinical Information Left Eye Sequence
00240115SQ 1	Ophthalmic Patient Clinical Information Right Eye Sequence
00240117CS 1	Foveal Point Normative Data Flag
00240118FL 1	Foveal Point Probability Value
00240120CS 1	Screening Baseline Measured
00240122SQ 1	Screening Baseline Measured Sequence
00240124CS 1	Screening Baseline Type
00240126FL 1	Screening Baseline Value
00240202LO 1	Algorithm Source
00240306LO 1	Data Set Name
00240307LO 1	Data Set Version
00240308LO 1	Data Set Source
00240309LO 1	Data Set Description
00240317SQ 1	Visual Field Test Reliability Global Index Sequence
00240320SQ 1	Visual Field Global Results Index Sequence
00240325SQ 1	Data Observation Sequence
00240338CS 1	Index Normals Flag
00240341FL 1	Index Probability
00240344SQ 1	Index Probability Sequence
00280002US 1	Samples per Pixel	SamplesPerPixel
00280003US 1	Samples per Pixel Used	SamplesPerPixelUsed
00280004CS 1	Photometric Interpretation
00280005USR1	Image Dimensions
00280006US 1	Planar Configuration
00280008IS 1	Number of Frames	NumberOfFrames
00280009AT 1-n	Frame Increment Pointer
0028000AAT 1-n	Frame Dimension Pointer
00280010US 1	Rows
00280011US 1	Columns
00280012USR1	Planes
00280014US 1	Ultrasound Color Data Present
00280030DS 2	Pixel Spacing
00280031DS 2	Zoom Factor
00280032DS 2	Zoom Center
00280034IS 2	Pixel Aspect Ratio
00280040CSR1	Image Format
00280050LOR1-n	Manipulated Image
00280051CS 1-n	Corrected Image
0028005FLOR1	Compression Recognition Code
00280060CSR1	Compression Code
00280061SHR1	Compression Originator
00280062LOR1	Compression Label
00280063SHR1	Compression Description
00280065CSR1-n	Compression Sequence
00280066ATR1-n	Compression Step Pointers
00280068USR1	Repeat Interval
00280069USR1	Bits Grouped
00280070USR1-n	Perimeter Table
00280071XSR1	Perimeter Value
00280080USR1	Predictor Rows
00280081USR1	Predictor Columns
00280082USR1-n	Predictor Constants
00280090CSR1	Blocked Pixels
00280091USR1	Block Rows
00280092USR1	Block Columns
00280093USR1	Row Overlap
00280094USR1	Column Overlap
00280100US 1	Bits Allocated
00280101US 1	Bits Stored
00280102US 1	High Bit
00280103US 1	Pixel Representation
00280104XSR1	Smallest Valid Pixel Value
00280105XSR1	Largest Valid Pixel Value
00280106XS 1	Smallest Image Pixel Value
00280107XS 1	Largest Image Pixel Value
00280108XS 1	Smallest Pixel Value in Series	SmallestPixelValueInSeries
00280109XS 1	Largest Pixel Value in Series	LargestPixelValueInSeries
00280110XSR1	Smallest Image Pixel Value in Plane	SmallestImagePixelValueInPlane
00280111XSR1	Largest Image Pixel Value in Plane	LargestImagePixelValueInPlane
00280120XS 1	Pixel Padding Value
00280121XS 1	Pixel Padding Range Limit
00280122FL 1	Float Pixel Padding Value
00280123FD 1	Double Float Pixel Padding Value
00280124FL 1	Float Pixel Padding Range Limit
00280125FD 1	Double Float Pixel Padding Range Limit
00280200USR1	Image Location
00280300CS 1	Quality Control Image
00280301CS 1	Burned In Annotation
00280302CS 1	Recognizable Visual Features
00280303CS 1	Longitudinal Temporal Information Modified
00280304UI 1	Referenced Color Palette Instance UID
00280400LOR1	Transform Label
00280401LOR1	Transform Version Number
00280402USR1	Number of Transform Steps	NumberOfTransformSteps
00280403LOR1-n	Sequence of Compressed Data	SequenceOfCompressedData
00280404ATR1-n	Details of Coefficients	DetailsOfCoefficients
00280700LOR1	DCT Label
00280701CSR1-n	Data Block Description
00280702ATR1-n	Data Block
00280710USR1	Normalization Factor Format
00280720USR1	Zonal Map Number Format
00280721ATR1-n	Zonal Map Location
00280722USR1	Zonal Map Format
00280730USR1	Adaptive Map Format
00280740USR1	Code Number Format
00280A02CS 1	Pixel Spacing Calibration Type
00280A04LO 1	Pixel Spacing Calibration Description
00281040CS 1	Pixel Intensity Relationship
00281041SS 1	Pixel Intensity Relationship Sign
00281050DS 1-n	Window Center
00281051DS 1-n	Window Width
00281052DS 1	Rescale Intercept
00281053DS 1	Rescale Slope
00281054LO 1	Rescale Type
00281055LO 1-n	Window Center & Width Explanation
00281056CS 1	VOI LUT Function
00281080CSR1	Gray Scale
00281090CS 1	Recommended Viewing Mode
00281100XSR3	Gray Lookup Table Descriptor
00281101XS 3	Red Palette Color Lookup Table Descriptor
00281102XS 3	Green Palette Color Lookup Table Descriptor
00281103XS 3	Blue Palette Color Lookup Table Descriptor
00281104US 3	Alpha Palette Color Lookup Table Descriptor
00281111XSR4	Large Red Palette Color Lookup Table Descriptor
00281112XSR4	Large Green Palette Color Lookup Table Descriptor
00281113XSR4	Large Blue Palette Color Lookup Table Descriptor
00281199UI 1	Palette Color Lookup Table UID
00281200XXR1-n	Gray Lookup Table Data
00281201OW 1	Red Palette Color Lookup Table Data
00281202OW 1	Green Palette Color Lookup Table Data
00281203OW 1	Blue Palette Color Lookup Table Data
00281204OW 1	Alpha Palette Color Lookup Table Data
00281211OWR1	Large Red Palette Color Lookup Table Data
00281212OWR1	Large Green Palette Color Lookup Table Data
00281213OWR1	Large Blue Palette Color Lookup Table Data
00281214UIR1	Large Palette Color Lookup Table UID
00281221OW 1	Segmented Red Palette Color Lookup Table Data
00281222OW 1	Segmented Green Palette Color Lookup Table Data
00281223OW 1	Segmented Blue Palette Color Lookup Table Data
00281224OW 1	Segmented Alpha Palette Color Lookup Table Data
00281230SQ 1	Stored Value Color Range Sequence
00281231FD 1	Minimum Stored Value Mapped
00281232FD 1	Maximum Stored Value Mapped
00281300CS 1	Breast Implant Present
00281350CS 1	Partial View
00281351ST 1	Partial View Description
00281352SQ 1	Partial View Code Sequence
0028135ACS 1	Spatial Locations Preserved
00281401SQ 1	Data Frame Assignment Sequence
00281402CS 1	Data Path Assignment
00281403US 1	Bits Mapped to Color Lookup Table	BitsMappedToColorLookupTable
00281404SQ 1	Blending LUT 1 Sequence
00281405CS 1	Blending LUT 1 Transfer Function
00281406FD 1	Blending Weight Constant
00281407US 3	Blending Lookup Table Descriptor
00281408OW 1	Blending Lookup Table Data
0028140BSQ 1	Enhanced Palette Color Lookup Table Sequence
0028140CSQ 1	Blending LUT 2 Sequence
0028140DCS 1	Blending LUT 2 Transfer Function
0028140ECS 1	Data Path ID
0028140FCS 1	RGB LUT Transfer Function
00281410CS 1	Alpha LUT Transfer Function
00282000OB 1	ICC Profile
00282002CS 1	Color Space
00282110CS 1	Lossy Image Compression
00282112DS 1-n	Lossy Image Compression Ratio
00282114CS 1-n	Lossy Image Compression Method
00283000SQ 1	Modality LUT Sequence
00283001SQ 1	Variable Modality LUT Sequence
00283002XS 3	LUT Descriptor
00283003LO 1	LUT Explanation
00283004LO 1	Modality LUT Type
00283006UX 1-n	LUT Data
00283010SQ 1	VOI LUT Sequence
00283110SQ 1	Softcopy VOI LUT Sequence
00284000LTR1	Image Presentation Comments
00285000SQR1	Bi-Plane Acquisition Sequence
00286010US 1	Representative Frame Number
00286020US 1-n	Frame Numbers of Interest (FOI)	FrameNumbersOfInterest
00286022LO 1-n	Frame of Interest Description	FrameOfInterestDescription
00286023CS 1-n	Frame of Interest Type	FrameOfInterestType
00286030USR1-n	Mask Pointer(s)
00286040US 1-n	R Wave Pointer
00286100SQ 1	Mask Subtraction Sequence
00286101CS 1	Mask Operation
00286102US 2-2n	Applicable Frame Range
00286110US 1-n	Mask Frame Numbers
00286112US 1	Contrast Frame Averaging
00286114FL 2	Mask Sub-pixel Shift	MaskSubPixelShift
00286120SS 1	TID Offset
00286190ST 1	Mask Operation Explanation
00287000SQ 1	Equipment Administrator Sequence
00287001US 1	Number of Display Subsystems	NumberOfDisplaySubsystems
00287002US 1	Current Configuration ID
00287003US 1	Display Subsystem ID
00287004SH 1	Display Subsystem Name
00287005LO 1	Display Subsystem Description
00287006CS 1	System Status
00287007LO 1	System Status Comment
00287008SQ 1	Target Luminance Characteristics Sequence
00287009US 1	Luminance Characteristics ID
0028700ASQ 1	Display Subsystem Configuration Sequence
0028700BUS 1	Configuration ID
0028700CSH 1	Configuration Name
0028700DLO 1	Configuration Description
0028700EUS 1	Referenced Target Luminance Characteristics ID
0028700FSQ 1	QA Results Sequence
00287010SQ 1	Display Subsystem QA Results Sequence
00287011SQ 1	Configuration QA Results Sequence
00287012SQ 1	Measurement Equipment Sequence
00287013CS 1-n	Measurement Functions
00287014CS 1	Measurement Equipment Type
00287015SQ 1	Visual Evaluation Result Sequence
00287016SQ 1	Display Calibration Result Sequence
00287017US 1	DDL Value
00287018FL 2	CIExy White Point
00287019CS 1	Display Function Type
0028701AFL 1	Gamma Value
0028701BUS 1	Number of Luminance Points	NumberOfLuminancePoints
0028701CSQ 1	Luminance Response Sequence
0028701DFL 1	Target Minimum Luminance
0028701EFL 1	Target Maximum Luminance
0028701FFL 1	Luminance Value
00287020LO 1	Luminance Response Description
00287021CS 1	White Point Flag
00287022SQ 1	Display Device Type Code Sequence
00287023SQ 1	Display Subsystem Sequence
00287024SQ 1	Luminance Result Sequence
00287025CS 1	Ambient Light Value Source
00287026CS 1-n	Measured Characteristics
00287027SQ 1	Luminance Uniformity Result Sequence
00287028SQ 1	Visual Evaluation Test Sequence
00287029CS 1	Test Result
0028702ALO 1	Test Result Comment
0028702BCS 1	Test Image Validation
0028702CSQ 1	Test Pattern Code Sequence
0028702DSQ 1	Measurement Pattern Code Sequence
0028702ESQ 1	Visual Evaluation Method Code Sequence
00287FE0UR 1	Pixel Data Provider URL
00289001UL 1	Data Point Rows
00289002UL 1	Data Point Columns
00289003CS 1	Signal Domain Columns
00289099USR1	Largest Monochrome Pixel Value
00289108CS 1	Data Representation
00289110SQ 1	Pixel Measures Sequence
00289132SQ 1	Frame VOI LUT Sequence
00289145SQ 1	Pixel Value Transformation Sequence
00289235CS 1	Signal Domain Rows
00289411FL 1	Display Filter Percentage
00289415SQ 1	Frame Pixel Shift Sequence
00289416US 1	Subtraction Item ID
00289422SQ 1	Pixel Intensity Relationship LUT Sequence
00289443SQ 1	Frame Pixel Data Properties Sequence
00289444CS 1	Geometrical Properties
00289445FL 1	Geometric Maximum Distortion
00289446CS 1-n	Image Processing Applied
00289454CS 1	Mask Selection Mode
00289474CS 1	LUT Function
00289478FL 1	Mask Visibility Percentage
00289501SQ 1	Pixel Shift Sequence
00289502SQ 1	Region Pixel Shift Sequence
00289503SS 2-2n	Vertices of the Region	VerticesOfTheRegion
00289505SQ 1	Multi-frame Presentation Sequence	MultiFramePresentationSequence
00289506US 2-2n	Pixel Shift Frame Range
00289507US 2-2n	LUT Frame Range
00289520DS 16	Image to Equipment Mapping Matrix	ImageToEquipmentMappingMatrix
00289537CS 1	Equipment Coordinate System Identification
0032000ACSR1	Study Status ID
0032000CCSR1	Study Priority ID
00320012LOR1	Study ID Issuer
00320032DAR1	Study Verified Date
00320033TMR1	Study Verified Time
00320034DAR1	Study Read Date
00320035TMR1	Study Read Time
00321000DAR1	Scheduled Study Start Date
00321001TMR1	Scheduled Study Start Time
00321010DAR1	Scheduled Study Stop Date
00321011TMR1	Scheduled Study Stop Time
00321020LOR1	Scheduled Study Location
00321021AER1-n	Scheduled Study Location AE Title
00321030LOR1	Reason for Study	ReasonForStudy
00321031SQ 1	Requesting Physician Identification Sequence
00321032PN 1	Requesting Physician
00321033LO 1	Requesting Service
00321034SQ 1	Requesting Service Code Sequence
00321040DAR1	Study Arrival Date
00321041TMR1	Study Arrival Time
00321050DAR1	Study Completion Date
00321051TMR1	Study Completion Time
00321055CSR1	Study Component Status ID
00321060LO 1	Requested Procedure Description
00321064SQ 1	Requested Procedure Code Sequence
00321065SQ 1	Requested Laterality Code Sequence
00321066UT 1	Reason for Visit	ReasonForVisit
00321067SQ 1	Reason for Visit Code Sequence	ReasonForVisitCodeSequence
00321070LO 1	Requested Contrast Agent
00324000LTR1	Study Comments
00340001SQ 1	Flow Identifier Sequence
00340002OB 1	Flow Identifier
00340003UI 1	Flow Transfer Syntax UID
00340004UL 1	Flow RTP Sampling Rate
00340005OB 1	Source Identifier
00340007OB 1	Frame Origin Timestamp
00340008CS 1	Includes Imaging Subject
00340009SQ 1	Frame Usefulness Group Sequence
0034000ASQ 1	Real-Time Bulk Data Flow Sequence
0034000BSQ 1	Camera Position Group Sequence
0034000CCS 1	Includes Information
0034000DSQ 1	Time of Frame Group Sequence	TimeOfFrameGroupSequence
00380004SQR1	Referenced Patient Alias Sequence
00380008CS 1	Visit Status ID
00380010LO 1	Admission ID
00380011LOR1	Issuer of Admission ID	IssuerOfAdmissionID
00380014SQ 1	Issuer of Admission ID Sequence	IssuerOfAdmissionIDSequence
00380016LO 1	Route of Admissions	RouteOfAdmissions
0038001ADAR1	Scheduled Admission Date
0038001BTMR1	Scheduled Admission Time
0038001CDAR1	Scheduled Discharge Date
0038001DTMR1	Scheduled Discharge Time
0038001ELOR1	Scheduled Patient Institution Residence
00380020DA 1	Admitting Date
00380021TM 1	Admitting Time
00380030DAR1	Discharge Date
00380032TMR1	Discharge Time
00380040LOR1	Discharge Diagnosis Description
00380044SQR1	Discharge Diagnosis Code Sequence
00380050LO 1	Special Needs
00380060LO 1	Service Episode ID
00380061LOR1	Issuer of Service Episode ID	IssuerOfServiceEpisodeID
00380062LO 1	Service Episode Description
00380064SQ 1	Issuer of Service Episode ID Sequence	IssuerOfServiceEpisodeIDSequence
00380100SQ 1	Pertinent Documents Sequence
00380101SQ 1	Pertinent Resources Sequence
00380102LO 1	Resource Description
00380300LO 1	Current Patient Location
00380400LO 1	Patient's Institution Residence	PatientInstitutionResidence
00380500LO 1	Patient State
00380502SQ 1	Patient Clinical Trial Participation Sequence
00384000LT 1	Visit Comments
003A0004CS 1	Waveform Originality
003A0005US 1	Number of Waveform Channels	NumberOfWaveformChannels
003A0010UL 1	Number of Waveform Samples	NumberOfWaveformSamples
003A001ADS 1	Sampling Frequency
003A0020SH 1	Multiplex Group Label
003A0200SQ 1	Channel Definition Sequence
003A0202IS 1	Waveform Channel Number
003A0203SH 1	Channel Label
003A0205CS 1-n	Channel Status
003A0208SQ 1	Channel Source Sequence
003A0209SQ 1	Channel Source Modifiers Sequence
003A020ASQ 1	Source Waveform Sequence
003A020CLO 1	Channel Derivation Description
003A0210DS 1	Channel Sensitivity
003A0211SQ 1	Channel Sensitivity Units Sequence
003A0212DS 1	Channel Sensitivity Correction Factor
003A0213DS 1	Channel Baseline
003A0214DS 1	Channel Time Skew
003A0215DS 1	Channel Sample Skew
003A0218DS 1	Channel Offset
003A021AUS 1	Waveform Bits Stored
003A0220DS 1	Filter Low Frequency
003A0221DS 1	Filter High Frequency
003A0222DS 1	Notch Filter Frequency
003A0223DS 1	Notch Filter Bandwidth
003A0230FL 1	Waveform Data Display Scale
003A0231US 3	Waveform Display Background CIELab Value
003A0240SQ 1	Waveform Presentation Group Sequence
003A0241US 1	Presentation Group Number
003A0242SQ 1	Channel Display Sequence
003A0244US 3	Channel Recommended Display CIELab Value
003A0245FL 1	Channel Position
003A0246CS 1	Display Shading Flag
003A0247FL 1	Fractional Channel Display Scale
003A0248FL 1	Absolute Channel Display Scale
003A0300SQ 1	Multiplexed Audio Channels Description Code Sequence
003A0301IS 1	Channel Identification Code
003A0302CS 1	Channel Mode
003A0310UI 1	Multiplex Group UID
003A0311DS 1	Powerline Frequency
003A0312SQ 1	Channel Impedance Sequence
003A0313DS 1	Impedance Value
003A0314DT 1	Impedance Measurement DateTime
003A0315DS 1	Impedance Measurement Frequency
003A0316CS 1	Impedance Measurement Current Type
003A0317CS 1	Waveform Amplifier Type
003A0318SQ 1	Filter Low Frequency Characteristics Sequence
003A0319SQ 1	Filter High Frequency Characteristics Sequence
003A0320SQ 1	Summarized Filter Lookup Table Sequence	SummarizedFilterLookupTable
003A0321SQ 1	Notch Filter Characteristics Sequence
003A0322CS 1	Waveform Filter Type
003A0323SQ 1	Analog Filter Characteristics Sequence
003A0324DS 1	Analog Filter Roll Off
003A0325SQ 1	Analog Filter Type Code Sequence	AnalogFilterType
003A0326SQ 1	Digital Filter Characteristics Sequence
003A0327IS 1	Digital Filter Order
003A0328SQ 1	Digital Filter Type Code Sequence
003A0329ST 1	Waveform Filter Description
003A032ASQ 1	Filter Lookup Table Sequence
003A032BST 1	Filter Lookup Table Description
003A032CSQ 1	Frequency Encoding Code Sequence
003A032DSQ 1	Magnitude Encoding Code Sequence
003A032EOD 1	Filter Lookup Table Data
00400001AE 1-n	Scheduled Station AE Title
00400002DA 1	Scheduled Procedure Step Start Date
00400003TM 1	Scheduled Procedure Step Start Time
00400004DA 1	Scheduled Procedure Step End Date
00400005TM 1	Scheduled Procedure Step End Time
00400006PN 1	Scheduled Performing Physician's Name	ScheduledPerformingPhysicianName
00400007LO 1	Scheduled Procedure Step Description
00400008SQ 1	Scheduled Protocol Code Sequence
00400009SH 1	Scheduled Procedure Step ID
0040000ASQ 1	Stage Code Sequence
0040000BSQ 1	Scheduled Performing Physician Identification Sequence
00400010SH 1-n	Scheduled Station Name
00400011SH 1	Scheduled Procedure Step Location
00400012LO 1	Pre-Medication
00400020CS 1	Scheduled Procedure Step Status
00400026SQ 1	Order Placer Identifier Sequence
00400027SQ 1	Order Filler Identifier Sequence
00400031UT 1	Local Namespace Entity ID
00400032UT 1	Universal Entity ID
00400033CS 1	Universal Entity ID Type
00400035CS 1	Identifier Type Code
00400036SQ 1	Assigning Facility Sequence
00400039SQ 1	Assigning Jurisdiction Code Sequence
0040003ASQ 1	Assigning Agency or Department Code Sequence	AssigningAgencyOrDepartmentCodeSequence
00400100SQ 1	Scheduled Procedure Step Sequence
00400220SQ 1	Referenced Non-Image Composite SOP Instance Sequence
00400241AE 1	Performed Station AE Title
00400242SH 1	Performed Station Name
00400243SH 1	Performed Location
00400244DA 1	Performed Procedure Step Start Date
00400245TM 1	Performed Procedure Step Start Time
00400250DA 1	Performed Procedure Step End Date
00400251TM 1	Performed Procedure Step End Time
00400252CS 1	Performed Procedure Step Status
00400253SH 1	Performed Procedure Step ID
00400254LO 1	Performed Procedure Step Description
00400255LO 1	Performed Procedure Type Description
00400260SQ 1	Performed Protocol Code Sequence
00400261CS 1	Performed Protocol Type
00400270SQ 1	Scheduled Step Attributes Sequence
00400275SQ 1	Request Attributes Sequence
00400280ST 1	Comments on the Performed Procedure Step	CommentsOnThePerformedProcedureStep
00400281SQ 1	Performed Procedure Step Discontinuation Reason Code Sequence
00400293SQ 1	Quantity Sequence
00400294DS 1	Quantity
00400295SQ 1	Measuring Units Sequence
00400296SQ 1	Billing Item Sequence
00400300USR1	Total Time of Fluoroscopy	TotalTimeOfFluoroscopy
00400301USR1	Total Number of Exposures	TotalNumberOfExposures
00400302US 1	Entrance Dose
00400303US 1-2	Exposed Area
00400306DS 1	Distance Source to Entrance	DistanceSourceToEntrance
00400307DSR1	Distance Source to Support	DistanceSourceToSupport
0040030ESQR1	Exposure Dose Sequence
00400310ST 1	Comments on Radiation Dose	CommentsOnRadiationDose
00400312DS 1	X-Ray Output
00400314DS 1	Half Value Layer
00400316DS 1	Organ Dose
00400318CS 1	Organ Exposed
00400320SQ 1	Billing Procedure Step Sequence
00400321SQ 1	Film Consumption Sequence
00400324SQ 1	Billing Supplies and Devices Sequence	BillingSuppliesAndDevicesSequence
00400330SQR1	Referenced Procedure Step Sequence
00400340SQ 1	Performed Series Sequence
00400400LT 1	Comments on the Scheduled Procedure Step	CommentsOnTheScheduledProcedureStep
00400440SQ 1	Protocol Context Sequence
00400441SQ 1	Content Item Modifier Sequence
00400500SQ 1	Scheduled Specimen Sequence
0040050ALOR1	Specimen Accession Number
00400512LO 1	Container Identifier
00400513SQ 1	Issuer of the Container Identifier Sequence	IssuerOfTheContainerIdentifierSequence
00400515SQ 1	Alternate Container Identifier Sequence
00400518SQ 1	Container Type Code Sequence
0040051ALO 1	Container Description
00400520SQ 1	Container Component Sequence
00400550SQR1	Specimen Sequence
00400551LO 1	Specimen Identifier
00400552SQR1	Specimen Description Sequence (Trial)
00400553STR1	Specimen Description (Trial)
00400554UI 1	Specimen UID
00400555SQ 1	Acquisition Context Sequence
00400556ST 1	Acquisition Context Description
00400560SQ 1	Specimen Description Sequence
00400562SQ 1	Issuer of the Specimen Identifier Sequence	IssuerOfTheSpecimenIdentifierSequence
0040059ASQ 1	Specimen Type Code Sequence
00400600LO 1	Specimen Short Description
00400602UT 1	Specimen Detailed Description
00400610SQ 1	Specimen Preparation Sequence
00400612SQ 1	Specimen Preparation Step Content Item Sequence
00400620SQ 1	Specimen Localization Content Item Sequence
004006FALOR1	Slide Identifier
00400710SQ 1	Whole Slide Microscopy Image Frame Type Sequence
0040071ASQ 1	Image Center Point Coordinates Sequence
0040072ADS 1	X Offset in Slide Coordinate System	XOffsetInSlideCoordinateSystem
0040073ADS 1	Y Offset in Slide Coordinate System	YOffsetInSlideCoordinateSystem
0040074ADS 1	Z Offset in Slide Coordinate System	ZOffsetInSlideCoordinateSystem
004008D8SQR1	Pixel Spacing Sequence
004008DASQR1	Coordinate System Axis Code Sequence
004008EASQ 1	Measurement Units Code Sequence
004009F8SQR1	Vital Stain Code Sequence (Trial)
00401001SH 1	Requested Procedure ID
00401002LO 1	Reason for the Requested Procedure	ReasonForTheRequestedProcedure
00401003SH 1	Requested Procedure Priority
00401004LO 1	Patient Transport Arrangements
00401005LO 1	Requested Procedure Location
00401006SHR1	Placer Order Number / Procedure
00401007SHR1	Filler Order Number / Procedure
00401008LO 1	Confidentiality Code
00401009SH 1	Reporting Priority
0040100ASQ 1	Reason for Requested Procedure Code Sequence	ReasonForRequestedProcedureCodeSequence
00401010PN 1-n	Names of Intended Recipients of Results	NamesOfIntendedRecipientsOfResults
00401011SQ 1	Intended Recipients of Results Identification Sequence	IntendedRecipientsOfResultsIdentificationSequence
00401012SQ 1	Reason For Performed Procedure Code Sequence
00401060LOR1	Requested Procedure Description (Trial)
00401101SQ 1	Person Identification Code Sequence
00401102ST 1	Person's Address	PersonAddress
00401103LO 1-n	Person's Telephone Numbers	PersonTelephoneNumbers
00401104LT 1	Person's Telecom Information	PersonTelecomInformation
00401400LT 1	Requested Procedure Comments
00402001LOR1	Reason for the Imaging Service Request	ReasonForTheImagingServiceRequest
00402004DA 1	Issue Date of Imaging Service Request	IssueDateOfImagingServiceRequest
00402005TM 1	Issue Time of Imaging Service Request	IssueTimeOfImagingServiceRequest
00402006SHR1	Placer Order Number / Imaging Service Request (Retired)
00402007SHR1	Filler Order Number / Imaging Service Request (Retired)
00402008PN 1	Order Entered By
00402009SH 1	Order Enterer's Location	OrderEntererLocation
00402010SH 1	Order Callback Phone Number
00402011LT 1	Order Callback Telecom Information
00402016LO 1	Placer Order Number / Imaging Service Request
00402017LO 1	Filler Order Number / Imaging Service Request
00402400LT 1	Imaging Service Request Comments
00403001LO 1	Confidentiality Constraint on Patient Data Description	ConfidentialityConstraintOnPatientDataDescription
00404001CSR1	General Purpose Scheduled Procedure Step Status
00404002CSR1	General Purpose Performed Procedure Step Status
00404003CSR1	General Purpose Scheduled Procedure Step Priority
00404004SQR1	Scheduled Processing Applications Code Sequence
00404005DT 1	Scheduled Procedure Step Start DateTime
00404006CSR1	Multiple Copies Flag
00404007SQR1	Performed Processing Applications Code Sequence
00404008DT 1	Scheduled Procedure Step Expiration DateTime
00404009SQ 1	Human Performer Code Sequence
00404010DT 1	Scheduled Procedure Step Modification DateTime
00404011DT 1	Expected Completion DateTime
00404015SQR1	Resulting General Purpose Performed Procedure Steps Sequence
00404016SQR1	Referenced General Purpose Scheduled Procedure Step Sequence
00404018SQ 1	Scheduled Workitem Code Sequence
00404019SQ 1	Performed Workitem Code Sequence
00404020CSR1	Input Availability Flag
00404021SQ 1	Input Information Sequence
00404022SQR1	Relevant Information Sequence
00404023UIR1	Referenced General Purpose Scheduled Procedure Step Transaction UID
00404025SQ 1	Scheduled Station Name Code Sequence
00404026SQ 1	Scheduled Station Class Code Sequence
00404027SQ 1	Scheduled Station Geographic Location Code Sequence
00404028SQ 1	Performed Station Name Code Sequence
00404029SQ 1	Performed Station Class Code Sequence
00404030SQ 1	Performed Station Geographic Location Code Sequence
00404031SQR1	Requested Subsequent Workitem Code Sequence
00404032SQR1	Non-DICOM Output Code Sequence
00404033SQ 1	Output Information Sequence
00404034SQ 1	Scheduled Human Performers Sequence
00404035SQ 1	Actual Human Performers Sequence
00404036LO 1	Human Performer's Organization	HumanPerformerOrganization
00404037PN 1	Human Performer's Name	HumanPerformerName
00404040CS 1	Raw Data Handling
00404041CS 1	Input Readiness State
00404050DT 1	Performed Procedure Step Start DateTime
00404051DT 1	Performed Procedure Step End DateTime
00404052DT 1	Procedure Step Cancellation DateTime
00404070SQ 1	Output Destination Sequence
00404071SQ 1	DICOM Storage Sequence
00404072SQ 1	STOW-RS Storage Sequence
00404073UR 1	Storage URL
00404074SQ 1	XDS Storage Sequence
00408302DS 1	Entrance Dose in mGy	EntranceDoseInmGy
00408303CS 1	Entrance Dose Derivation
00409092SQ 1	Parametric Map Frame Type Sequence
00409094SQ 1	Referenced Image Real World Value Mapping Sequence
00409096SQ 1	Real World Value Mapping Sequence
00409098SQ 1	Pixel Value Mapping Code Sequence
00409210SH 1	LUT Label
00409211XS 1	Real World Value Last Value Mapped
00409212FD 1-n	Real World Value LUT Data
00409213FD 1	Double Float Real World Value Last Value Mapped
00409214FD 1	Double Float Real World Value First Value Mapped
00409216XS 1	Real World Value First Value Mapped
00409220SQ 1	Quantity Definition Sequence
00409224FD 1	Real World Value Intercept
00409225FD 1	Real World Value Slope
0040A007CSR1	Findings Flag (Trial)
0040A010CS 1	Relationship Type
0040A020SQR1	Findings Sequence (Trial)
0040A021UIR1	Findings Group UID (Trial)
0040A022UIR1	Referenced Findings Group UID (Trial)
0040A023DAR1	Findings Group Recording Date (Trial)
0040A024TMR1	Findings Group Recording Time (Trial)
0040A026SQR1	Findings Source Category Code Sequence (Trial)
0040A027LO 1	Verifying Organization
0040A028SQR1	Documenting Organization Identifier Code Sequence (Trial)
0040A030DT 1	Verification DateTime
0040A032DT 1	Observation DateTime
0040A033DT 1	Observation Start DateTime
0040A040CS 1	Value Type
0040A043SQ 1	Concept Name Code Sequence
0040A047LOR1	Measurement Precision Description (Trial)
0040A050CS 1	Continuity Of Content
0040A057CSR1-n	Urgency or Priority Alerts (Trial)	UrgencyOrPriorityAlertsTrial
0040A060LOR1	Sequencing Indicator (Trial)
0040A066SQR1	Document Identifier Code Sequence (Trial)
0040A067PNR1	Document Author (Trial)
0040A068SQR1	Document Author Identifier Code Sequence (Trial)
0040A070SQR1	Identifier Code Sequence (Trial)
0040A073SQ 1	Verifying Observer Sequence
0040A074OBR1	Object Binary Identifier (Trial)
0040A075PN 1	Verifying Observer Name
0040A076SQR1	Documenting Observer Identifier Code Sequence (Trial)
0040A078SQ 1	Author Observer Sequence
0040A07ASQ 1	Participant Sequence
0040A07CSQ 1	Custodial Organization Sequence
0040A080CS 1	Participation Type
0040A082DT 1	Participation DateTime
0040A084CS 1	Observer Type
0040A085SQR1	Procedure Identifier Code Sequence (Trial)
0040A088SQ 1	Verifying Observer Identification Code Sequence
0040A089OBR1	Object Directory Binary Identifier (Trial)
0040A090SQR1	Equivalent CDA Document Sequence
0040A0B0US 2-2n	Referenced Waveform Channels
0040A110DAR1	Date of Document or Verbal Transaction (Trial)	DateOfDocumentOrVerbalTransactionTrial
0040A112TMR1	Time of Document Creation or Verbal Transaction (Trial)	TimeOfDocumentCreationOrVerbalTransactionTrial
0040A120DT 1	DateTime
0040A121DA 1	Date
0040A122TM 1	Time
0040A123PN 1	Person Name
0040A124UI 1	UID
0040A125CSR2	Report Status ID (Trial)
0040A130CS 1	Temporal Range Type
0040A132UL 1-n	Referenced Sample Positions
0040A136USR1-n	Referenced Frame Numbers
0040A138DS 1-n	Referenced Time Offsets
0040A13ADT 1-n	Referenced DateTime
0040A160UT 1	Text Value
0040A161FD 1-n	Floating Point Value
0040A162SL 1-n	Rational Numerator Value
0040A163UL 1-n	Rational Denominator Value
0040A167SQR1	Observation Category Code Sequence (Trial)
0040A168SQ 1	Concept Code Sequence
0040A16ASTR1	Bibliographic Citation (Trial)
0040A170SQ 1	Purpose of Reference Code Sequence	PurposeOfReferenceCodeSequence
0040A171UI 1	Observation UID
0040A172UIR1	Referenced Observation UID (Trial)
0040A173CSR1	Referenced Observation Class (Trial)
0040A174CSR1	Referenced Object Observation Class (Trial)
0040A180US 1	Annotation Group Number
0040A192DAR1	Observation Date (Trial)
0040A193TMR1	Observation Time (Trial)
0040A194CSR1	Measurement Automation (Trial)
0040A195SQ 1	Modifier Code Sequence
0040A224STR1	Identification Description (Trial)
0040A290CSR1	Coordinates Set Geometric Type (Trial)
0040A296SQR1	Algorithm Code Sequence (Trial)
0040A297STR1	Algorithm Description (Trial)
0040A29ASLR2-2n	Pixel Coordinates Set (Trial)
0040A300SQ 1	Measured Value Sequence
0040A301SQ 1	Numeric Value Qualifier Code Sequence
0040A307PNR1	Current Observer (Trial)
0040A30ADS 1-n	Numeric Value
0040A313SQR1	Referenced Accession Sequence (Trial)
0040A33ASTR1	Report Status Comment (Trial)
0040A340SQR1	Procedure Context Sequence (Trial)
0040A352PNR1	Verbal Source (Trial)
0040A353STR1	Address (Trial)
0040A354LOR1	Telephone Number (Trial)
0040A358SQR1	Verbal Source Identifier Code Sequence (Trial)
0040A360SQ 1	Predecessor Documents Sequence
0040A370SQ 1	Referenced Request Sequence
0040A372SQ 1	Performed Procedure Code Sequence
0040A375SQ 1	Current Requested Procedure Evidence Sequence
0040A380SQR1	Report Detail Sequence (Trial)
0040A385SQ 1	Pertinent Other Evidence Sequence
0040A390SQ 1	HL7 Structured Document Reference Sequence
0040A402UIR1	Observation Subject UID (Trial)
0040A403CSR1	Observation Subject Class (Trial)
0040A404SQR1	Observation Subject Type Code Sequence (Trial)
0040A491CS 1	Completion Flag
0040A492LO 1	Completion Flag Description
0040A493CS 1	Verification Flag
0040A494CS 1	Archive Requested
0040A496CS 1	Preliminary Flag
0040A504SQ 1	Content Template Sequence
0040A525SQ 1	Identical Documents Sequence
0040A600CSR1	Observation Subject Context Flag (Trial)
0040A601CSR1	Observer Context Flag (Trial)
0040A603CSR1	Procedure Context Flag (Trial)
0040A730SQ 1	Content Sequence
0040A731SQR1	Relationship Sequence (Trial)
0040A732SQR1	Relationship Type Code Sequence (Trial)
0040A744SQR1	Language Code Sequence (Trial)
0040A801SQ 1	Tabulated Values Sequence
0040A802UL 1	Number of Table Rows	NumberOfTableRows
0040A803UL 1	Number of Table Columns	NumberOfTableColumns
0040A804UL 1	Table Row Number
0040A805UL 1	Table Column Number
0040A806SQ 1	Table Row Definition Sequence
0040A807SQ 1	Table Column Definition Sequence
0040A808SQ 1	Cell Values Sequence
0040A992STR1	Uniform Resource Locator (Trial)
0040B020SQ 1	Waveform Annotation Sequence
0040DB00CS 1	Template Identifier
0040DB06DTR1	Template Version
0040DB07DTR1	Template Local Version
0040DB0BCSR1	Template Extension Flag
0040DB0CUIR1	Template Extension Organization UID
0040DB0DUIR1	Template Extension Creator UID
0040DB73UL 1-n	Referenced Content Item Identifier
0040E001ST 1	HL7 Instance Identifier
0040E004DT 1	HL7 Document Effective Time
0040E006SQ 1	HL7 Document Type Code Sequence
0040E008SQ 1	Document Class Code Sequence
0040E010UR 1	Retrieve URI
0040E011UI 1	Retrieve Location UID
0040E020CS 1	Type of Instances	TypeOfInstances
0040E021SQ 1	DICOM Retrieval Sequence
0040E022SQ 1	DICOM Media Retrieval Sequence
0040E023SQ 1	WADO Retrieval Sequence
0040E024SQ 1	XDS Retrieval Sequence
0040E025SQ 1	WADO-RS Retrieval Sequence
0040E030UI 1	Repository Unique ID
0040E031UI 1	Home Community ID
00420010ST 1	Document Title
00420011OB 1	Encapsulated Document
00420012LO 1	MIME Type of Encapsulated Document	MIMETypeOfEncapsulatedDocument
00420013SQ 1	Source Instance Sequence
00420014LO 1-n	List of MIME Types	ListOfMIMETypes
00420015UL 1	Encapsulated Document Length
00440001ST 1	Product Package Identifier
00440002CS 1	Substance Administration Approval
00440003LT 1	Approval Status Further Description
00440004DT 1	Approval Status DateTime
00440007SQ 1	Product Type Code Sequence
00440008LO 1-n	Product Name
00440009LT 1	Product Description
0044000ALO 1	Product Lot Identifier
0044000BDT 1	Product Expiration DateTime
00440010DT 1	Substance Administration DateTime
00440011LO 1	Substance Administration Notes
00440012LO 1	Substance Administration Device ID
00440013SQ 1	Product Parameter Sequence
00440019SQ 1	Substance Administration Parameter Sequence
00440100SQ 1	Approval Sequence
00440101SQ 1	Assertion Code Sequence
00440102UI 1	Assertion UID
00440103SQ 1	Asserter Identification Sequence
00440104DT 1	Assertion DateTime
00440105DT 1	Assertion Expiration DateTime
00440106UT 1	Assertion Comments
00440107SQ 1	Related Assertion Sequence
00440108UI 1	Referenced Assertion UID
00440109SQ 1	Approval Subject Sequence
0044010ASQ 1	Organizational Role Code Sequence
00460012LO 1	Lens Description
00460014SQ 1	Right Lens Sequence
00460015SQ 1	Left Lens Sequence
00460016SQ 1	Unspecified Laterality Lens Sequence
00460018SQ 1	Cylinder Sequence
00460028SQ 1	Prism Sequence
00460030FD 1	Horizontal Prism Power
00460032CS 1	Horizontal Prism Base
00460034FD 1	Vertical Prism Power
00460036CS 1	Vertical Prism Base
00460038CS 1	Lens Segment Type
00460040FD 1	Optical Transmittance
00460042FD 1	Channel Width
00460044FD 1	Pupil Size
00460046FD 1	Corneal Size
00460047SQ 1	Corneal Size Sequence
00460050SQ 1	Autorefraction Right Eye Sequence
00460052SQ 1	Autorefraction Left Eye Sequence
00460060FD 1	Distance Pupillary Distance
00460062FD 1	Near Pupillary Distance
00460063FD 1	Intermediate Pupillary Distance
00460064FD 1	Other Pupillary Distance
00460070SQ 1	Keratometry Right Eye Sequence
00460071SQ 1	Keratometry Left Eye Sequence
00460074SQ 1	Steep Keratometric Axis Sequence
00460075FD 1	Radius of Curvature	RadiusOfCurvature
00460076FD 1	Keratometric Power
00460077FD 1	Keratometric Axis
00460080SQ 1	Flat Keratometric Axis Sequence
00460092CS 1	Background Color
00460094CS 1	Optotype
00460095CS 1	Optotype Presentation
00460097SQ 1	Subjective Refraction Right Eye Sequence
00460098SQ 1	Subjective Refraction Left Eye Sequence
00460100SQ 1	Add Near Sequence
00460101SQ 1	Add Intermediate Sequence
00460102SQ 1	Add Other Sequence
00460104FD 1	Add Power
00460106FD 1	Viewing Distance
00460110SQ 1	Cornea Measurements Sequence
00460111SQ 1	Source of Cornea Measurement Data Code Sequence	SourceOfCorneaMeasurementDataCodeSequence
00460112SQ 1	Steep Corneal Axis Sequence
00460113SQ 1	Flat Corneal Axis Sequence
00460114FD 1	Corneal Power
00460115FD 1	Corneal Axis
00460116SQ 1	Cornea Measurement Method Code Sequence
00460117FL 1	Refractive Index of Cornea	RefractiveIndexOfCornea
00460118FL 1	Refractive Index of Aqueous Humor	RefractiveIndexOfAqueousHumor
00460121SQ 1	Visual Acuity Type Code Sequence
00460122SQ 1	Visual Acuity Right Eye Sequence
00460123SQ 1	Visual Acuity Left Eye Sequence
00460124SQ 1	Visual Acuity Both Eyes Open Sequence
00460125CS 1	Viewing Distance Type
00460135SS 2	Visual Acuity Modifiers
00460137FD 1	Decimal Visual Acuity
00460139LO 1	Optotype Detailed Definition
00460145SQ 1	Referenced Refractive Measurements Sequence
00460146FD 1	Sphere Power
00460147FD 1	Cylinder Power
00460201CS 1	Corneal Topography Surface
00460202FL 2	Corneal Vertex Location
00460203FL 1	Pupil Centroid X-Coordinate
00460204FL 1	Pupil Centroid Y-Coordinate
00460205FL 1	Equivalent Pupil Radius
00460207SQ 1	Corneal Topography Map Type Code Sequence
00460208IS 2-2n	Vertices of the Outline of Pupil	VerticesOfTheOutlineOfPupil
00460210SQ 1	Corneal Topography Mapping Normals Sequence
00460211SQ 1	Maximum Corneal Curvature Sequence
00460212FL 1	Maximum Corneal Curvature
00460213FL 2	Maximum Corneal Curvature Location
00460215SQ 1	Minimum Keratometric Sequence
00460218SQ 1	Simulated Keratometric Cylinder Sequence
00460220FL 1	Average Corneal Power
00460224FL 1	Corneal I-S Value
00460227FL 1	Analyzed Area
00460230FL 1	Surface Regularity Index
00460232FL 1	Surface Asymmetry Index
00460234FL 1	Corneal Eccentricity Index
00460236FL 1	Keratoconus Prediction Index
00460238FL 1	Decimal Potential Visual Acuity
00460242CS 1	Corneal Topography Map Quality Evaluation
00460244SQ 1	Source Image Corneal Processed Data Sequence
00460247FL 3	Corneal Point Location
00460248CS 1	Corneal Point Estimated
00460249FL 1	Axial Power
00460250FL 1	Tangential Power
00460251FL 1	Refractive Power
00460252FL 1	Relative Elevation
00460253FL 1	Corneal Wavefront
00480001FL 1	Imaged Volume Width
00480002FL 1	Imaged Volume Height
00480003FL 1	Imaged Volume Depth
00480006UL 1	Total Pixel Matrix Columns
00480007UL 1	Total Pixel Matrix Rows
00480008SQ 1	Total Pixel Matrix Origin Sequence
00480010CS 1	Specimen Label in Image	SpecimenLabelInImage
00480011CS 1	Focus Method
00480012CS 1	Extended Depth of Field	ExtendedDepthOfField
00480013US 1	Number of Focal Planes	NumberOfFocalPlanes
00480014FL 1	Distance Between Focal Planes
00480015US 3	Recommended Absent Pixel CIELab Value
00480100SQ 1	Illuminator Type Code Sequence
00480102DS 6	Image Orientation (Slide)
00480105SQ 1	Optical Path Sequence
00480106SH 1	Optical Path Identifier
00480107ST 1	Optical Path Description
00480108SQ 1	Illumination Color Code Sequence
00480110SQ 1	Specimen Reference Sequence
00480111DS 1	Condenser Lens Power
00480112DS 1	Objective Lens Power
00480113DS 1	Objective Lens Numerical Aperture
00480114CS 1	Confocal Mode
00480115CS 1	Tissue Location
00480116SQ 1	Confocal Microscopy Image Frame Type Sequence
00480117FD 1	Image Acquisition Depth
00480120SQ 1	Palette Color Lookup Table Sequence
00480200SQR1	Referenced Image Navigation Sequence
00480201USR2	Top Left Hand Corner of Localizer Area	TopLeftHandCornerOfLocalizerArea
00480202USR2	Bottom Right Hand Corner of Localizer Area	BottomRightHandCornerOfLocalizerArea
00480207SQ 1	Optical Path Identification Sequence
0048021ASQ 1	Plane Position (Slide) Sequence
0048021ESL 1	Column Position In Total Image Pixel Matrix
0048021FSL 1	Row Position In Total Image Pixel Matrix
00480301CS 1	Pixel Origin Interpretation
00480302UL 1	Number of Optical Paths	NumberOfOpticalPaths
00480303UL 1	Total Pixel Matrix Focal Planes
00500004CS 1	Calibration Image
00500010SQ 1	Device Sequence
00500012SQ 1	Container Component Type Code Sequence
00500013FD 1	Container Component Thickness
00500014DS 1	Device Length
00500015FD 1	Container Component Width
00500016DS 1	Device Diameter
00500017CS 1	Device Diameter Units
00500018DS 1	Device Volume
00500019DS 1	Inter-Marker Distance
0050001ACS 1	Container Component Material
0050001BLO 1	Container Component ID
0050001CFD 1	Container Component Length
0050001DFD 1	Container Component Diameter
0050001ELO 1	Container Component Description
00500020LO 1	Device Description
00500021ST 1	Long Device Description
00520001FL 1	Contrast/Bolus Ingredient Percent by Volume	ContrastBolusIngredientPercentByVolume
00520002FD 1	OCT Focal Distance
00520003FD 1	Beam Spot Size
00520004FD 1	Effective Refractive Index
00520006CS 1	OCT Acquisition Domain
00520007FD 1	OCT Optical Center Wavelength
00520008FD 1	Axial Resolution
00520009FD 1	Ranging Depth
00520011FD 1	A-line Rate	ALineRate
00520012US 1	A-lines Per Frame	ALinesPerFrame
00520013FD 1	Catheter Rotational Rate
00520014FD 1	A-line Pixel Spacing	ALinePixelSpacing
00520016SQ 1	Mode of Percutaneous Access Sequence	ModeOfPercutaneousAccessSequence
00520025SQ 1	Intravascular OCT Frame Type Sequence
00520026CS 1	OCT Z Offset Applied
00520027SQ 1	Intravascular Frame Content Sequence
00520028FD 1	Intravascular Longitudinal Distance
00520029SQ 1	Intravascular OCT Frame Content Sequence
00520030SS 1	OCT Z Offset Correction
00520031CS 1	Catheter Direction of Rotation	CatheterDirectionOfRotation
00520033FD 1	Seam Line Location
00520034FD 1	First A-line Location	FirstALineLocation
00520036US 1	Seam Line Index
00520038US 1	Number of Padded A-lines	NumberOfPaddedALines
00520039CS 1	Interpolation Type
0052003ACS 1	Refractive Index Applied
00540010US 1-n	Energy Window Vector
00540011US 1	Number of Energy Windows	NumberOfEnergyWindows
00540012SQ 1	Energy Window Information Sequence
00540013SQ 1	Energy Window Range Sequence
00540014DS 1	Energy Window Lower Limit
00540015DS 1	Energy Window Upper Limit
00540016SQ 1	Radiopharmaceutical Information Sequence
00540017IS 1	Residual Syringe Counts
00540018SH 1	Energy Window Name
00540020US 1-n	Detector Vector
00540021US 1	Number of Detectors	NumberOfDetectors
00540022SQ 1	Detector Information Sequence
00540030US 1-n	Phase Vector
00540031US 1	Number of Phases	NumberOfPhases
00540032SQ 1	Phase Information Sequence
00540033US 1	Number of Frames in Phase	NumberOfFramesInPhase
00540036IS 1	Phase Delay
00540038IS 1	Pause Between Frames
00540039CS 1	Phase Description
00540050US 1-n	Rotation Vector
00540051US 1	Number of Rotations	NumberOfRotations
00540052SQ 1	Rotation Information Sequence
00540053US 1	Number of Frames in Rotation	NumberOfFramesInRotation
00540060US 1-n	R-R Interval Vector
00540061US 1	Number of R-R Intervals	NumberOfRRIntervals
00540062SQ 1	Gated Information Sequence
00540063SQ 1	Data Information Sequence
00540070US 1-n	Time Slot Vector
00540071US 1	Number of Time Slots	NumberOfTimeSlots
00540072SQ 1	Time Slot Information Sequence
00540073DS 1	Time Slot Time
00540080US 1-n	Slice Vector
00540081US 1	Number of Slices	NumberOfSlices
00540090US 1-n	Angular View Vector
00540100US 1-n	Time Slice Vector
00540101US 1	Number of Time Slices	NumberOfTimeSlices
00540200DS 1	Start Angle
00540202CS 1	Type of Detector Motion	TypeOfDetectorMotion
00540210IS 1-n	Trigger Vector
00540211US 1	Number of Triggers in Phase	NumberOfTriggersInPhase
00540220SQ 1	View Code Sequence
00540222SQ 1	View Modifier Code Sequence
00540300SQ 1	Radionuclide Code Sequence
00540302SQ 1	Administration Route Code Sequence
00540304SQ 1	Radiopharmaceutical Code Sequence
00540306SQ 1	Calibration Data Sequence
00540308US 1	Energy Window Number
00540400SH 1	Image ID
00540410SQ 1	Patient Orientation Code Sequence
00540412SQ 1	Patient Orientation Modifier Code Sequence
00540414SQ 1	Patient Gantry Relationship Code Sequence
00540500CS 1	Slice Progression Direction
00540501CS 1	Scan Progression Direction
00541000CS 2	Series Type
00541001CS 1	Units
00541002CS 1	Counts Source
00541004CS 1	Reprojection Method
00541006CS 1	SUV Type
00541100CS 1	Randoms Correction Method
00541101LO 1	Attenuation Correction Method
00541102CS 1	Decay Correction
00541103LO 1	Reconstruction Method
00541104LO 1	Detector Lines of Response Used	DetectorLinesOfResponseUsed
00541105LO 1	Scatter Correction Method
00541200DS 1	Axial Acceptance
00541201IS 2	Axial Mash
00541202IS 1	Transverse Mash
00541203DS 2	Detector Element Size
00541210DS 1	Coincidence Window Width
00541220CS 1-n	Secondary Counts Type
00541300DS 1	Frame Reference Time
00541310IS 1	Primary (Prompts) Counts Accumulated
00541311IS 1-n	Secondary Counts Accumulated
00541320DS 1	Slice Sensitivity Factor
00541321DS 1	Decay Factor
00541322DS 1	Dose Calibration Factor
00541323DS 1	Scatter Fraction Factor
00541324DS 1	Dead Time Factor
00541330US 1	Image Index
00541400CSR1-n	Counts Included
00541401CSR1	Dead Time Correction Flag
00603000SQ 1	Histogram Sequence
00603002US 1	Histogram Number of Bins	HistogramNumberOfBins
00603004XS 1	Histogram First Bin Value
00603006XS 1	Histogram Last Bin Value
00603008US 1	Histogram Bin Width
00603010LO 1	Histogram Explanation
00603020UL 1-n	Histogram Data
00620001CS 1	Segmentation Type
00620002SQ 1	Segment Sequence
00620003SQ 1	Segmented Property Category Code Sequence
00620004US 1	Segment Number
00620005LO 1	Segment Label
00620006ST 1	Segment Description
00620007SQ 1	Segmentation Algorithm Identification Sequence
00620008CS 1	Segment Algorithm Type
00620009LO 1-n	Segment Algorithm Name
0062000ASQ 1	Segment Identification Sequence
0062000BUS 1-n	Referenced Segment Number
0062000CUS 1	Recommended Display Grayscale Value
0062000DUS 3	Recommended Display CIELab Value
0062000EUS 1	Maximum Fractional Value
0062000FSQ 1	Segmented Property Type Code Sequence
00620010CS 1	Segmentation Fractional Type
00620011SQ 1	Segmented Property Type Modifier Code Sequence
00620012SQ 1	Used Segments Sequence
00620013CS 1	Segments Overlap
00620020UT 1	Tracking ID
00620021UI 1	Tracking UID
00640002SQ 1	Deformable Registration Sequence
00640003UI 1	Source Frame of Reference UID	SourceFrameOfReferenceUID
00640005SQ 1	Deformable Registration Grid Sequence
00640007UL 3	Grid Dimensions
00640008FD 3	Grid Resolution
00640009OF 1	Vector Grid Data
0064000FSQ 1	Pre Deformation Matrix Registration Sequence
00640010SQ 1	Post Deformation Matrix Registration Sequence
00660001UL 1	Number of Surfaces	NumberOfSurfaces
00660002SQ 1	Surface Sequence
00660003UL 1	Surface Number
00660004LT 1	Surface Comments
00660009CS 1	Surface Processing
0066000AFL 1	Surface Processing Ratio
0066000BLO 1	Surface Processing Description
0066000CFL 1	Recommended Presentation Opacity
0066000DCS 1	Recommended Presentation Type
0066000ECS 1	Finite Volume
00660010CS 1	Manifold
00660011SQ 1	Surface Points Sequence
00660012SQ 1	Surface Points Normals Sequence
00660013SQ 1	Surface Mesh Primitives Sequence
00660015UL 1	Number of Surface Points	NumberOfSurfacePoints
00660016OF 1	Point Coordinates Data
00660017FL 3	Point Position Accuracy
00660018FL 1	Mean Point Distance
00660019FL 1	Maximum Point Distance
0066001AFL 6	Points Bounding Box Coordinates
0066001BFL 3	Axis of Rotation	AxisOfRotation
0066001CFL 3	Center of Rotation	CenterOfRotation
0066001EUL 1	Number of Vectors	NumberOfVectors
0066001FUS 1	Vector Dimensionality
00660020FL 1-n	Vector Accuracy
00660021OF 1	Vector Coordinate Data
00660022OD 1	Double Point Coordinates Data
00660023OWR1	Triangle Point Index List
00660024OWR1	Edge Point Index List
00660025OWR1	Vertex Point Index List
00660026SQ 1	Triangle Strip Sequence
00660027SQ 1	Triangle Fan Sequence
00660028SQ 1	Line Sequence
00660029OWR1	Primitive Point Index List
0066002AUL 1	Surface Count
0066002BSQ 1	Referenced Surface Sequence
0066002CUL 1	Referenced Surface Number
0066002DSQ 1	Segment Surface Generation Algorithm Identification Sequence
0066002ESQ 1	Segment Surface Source Instance Sequence
0066002FSQ 1	Algorithm Family Code Sequence
00660030SQ 1	Algorithm Name Code Sequence
00660031LO 1	Algorithm Version
00660032LT 1	Algorithm Parameters
00660034SQ 1	Facet Sequence
00660035SQ 1	Surface Processing Algorithm Identification Sequence
00660036LO 1	Algorithm Name
00660037FL 1	Recommended Point Radius
00660038FL 1	Recommended Line Thickness
00660040OL 1	Long Primitive Point Index List
00660041OL 1	Long Triangle Point Index List
00660042OL 1	Long Edge Point Index List
00660043OL 1	Long Vertex Point Index List
00660101SQ 1	Track Set Sequence
00660102SQ 1	Track Sequence
00660103OW 1	Recommended Display CIELab Value List
00660104SQ 1	Tracking Algorithm Identification Sequence
00660105UL 1	Track Set Number
00660106LO 1	Track Set Label
00660107UT 1	Track Set Description
00660108SQ 1	Track Set Anatomical Type Code Sequence
00660121SQ 1	Measurements Sequence
00660124SQ 1	Track Set Statistics Sequence
00660125OF 1	Floating Point Values
00660129OL 1	Track Point Index List
00660130SQ 1	Track Statistics Sequence
00660132SQ 1	Measurement Values Sequence
00660133SQ 1	Diffusion Acquisition Code Sequence
00660134SQ 1	Diffusion Model Code Sequence
00686210LO 1	Implant Size
00686221LO 1	Implant Template Version
00686222SQ 1	Replaced Implant Template Sequence
00686223CS 1	Implant Type
00686224SQ 1	Derivation Implant Template Sequence
00686225SQ 1	Original Implant Template Sequence
00686226DT 1	Effective DateTime
00686230SQ 1	Implant Target Anatomy Sequence
00686260SQ 1	Information From Manufacturer Sequence
00686265SQ 1	Notification From Manufacturer Sequence
00686270DT 1	Information Issue DateTime
00686280ST 1	Information Summary
006862A0SQ 1	Implant Regulatory Disapproval Code Sequence
006862A5FD 1	Overall Template Spatial Tolerance
006862C0SQ 1	HPGL Document Sequence
006862D0US 1	HPGL Document ID
006862D5LO 1	HPGL Document Label
006862E0SQ 1	View Orientation Code Sequence
006862F0SQ 1	View Orientation Modifier Code Sequence
006862F2FD 1	HPGL Document Scaling
00686300OB 1	HPGL Document
00686310US 1	HPGL Contour Pen Number
00686320SQ 1	HPGL Pen Sequence
00686330US 1	HPGL Pen Number
00686340LO 1	HPGL Pen Label
00686345ST 1	HPGL Pen Description
00686346FD 2	Recommended Rotation Point
00686347FD 4	Bounding Rectangle
00686350US 1-n	Implant Template 3D Model Surface Number
00686360SQ 1	Surface Model Description Sequence
00686380LO 1	Surface Model Label
00686390FD 1	Surface Model Scaling Factor
006863A0SQ 1	Materials Code Sequence
006863A4SQ 1	Coating Materials Code Sequence
006863A8SQ 1	Implant Type Code Sequence
006863ACSQ 1	Fixation Method Code Sequence
006863B0SQ 1	Mating Feature Sets Sequence
006863C0US 1	Mating Feature Set ID
006863D0LO 1	Mating Feature Set Label
006863E0SQ 1	Mating Feature Sequence
006863F0US 1	Mating Feature ID
00686400SQ 1	Mating Feature Degree of Freedom Sequence	MatingFeatureDegreeOfFreedomSequence
00686410US 1	Degree of Freedom ID	DegreeOfFreedomID
00686420CS 1	Degree of Freedom Type	DegreeOfFreedomType
00686430SQ 1	2D Mating Feature Coordinates Sequence	TwoDMatingFeatureCoordinatesSequence
00686440US 1	Referenced HPGL Document ID
00686450FD 2	2D Mating Point	TwoDMatingPoint
00686460FD 4	2D Mating Axes	TwoDMatingAxes
00686470SQ 1	2D Degree of Freedom Sequence	TwoDDegreeOfFreedomSequence
00686490FD 3	3D Degree of Freedom Axis	ThreeDDegreeOfFreedomAxis
006864A0FD 2	Range of Freedom	RangeOfFreedom
006864C0FD 3	3D Mating Point	ThreeDMatingPoint
006864D0FD 9	3D Mating Axes	ThreeDMatingAxes
006864F0FD 3	2D Degree of Freedom Axis	TwoDDegreeOfFreedomAxis
00686500SQ 1	Planning Landmark Point Sequence
00686510SQ 1	Planning Landmark Line Sequence
00686520SQ 1	Planning Landmark Plane Sequence
00686530US 1	Planning Landmark ID
00686540LO 1	Planning Landmark Description
00686545SQ 1	Planning Landmark Identification Code Sequence
00686550SQ 1	2D Point Coordinates Sequence	TwoDPointCoordinatesSequence
00686560FD 2	2D Point Coordinates	TwoDPointCoordinates
00686590FD 3	3D Point Coordinates	ThreeDPointCoordinates
006865A0SQ 1	2D Line Coordinates Sequence	TwoDLineCoordinatesSequence
006865B0FD 4	2D Line Coordinates	TwoDLineCoordinates
006865D0FD 6	3D Line Coordinates	ThreeDLineCoordinates
006865E0SQ 1	2D Plane Coordinates Sequence	TwoDPlaneCoordinatesSequence
006865F0FD 4	2D Plane Intersection	TwoDPlaneIntersection
00686610FD 3	3D Plane Origin	ThreeDPlaneOrigin
00686620FD 3	3D Plane Normal	ThreeDPlaneNormal
00687001CS 1	Model Modification
00687002CS 1	Model Mirroring
00687003SQ 1	Model Usage Code Sequence
00687004UI 1	Model Group UID
00687005UR 1	Relative URI Reference Within Encapsulated Document
006A0001CS 1	Annotation Coordinate Type
006A0002SQ 1	Annotation Group Sequence
006A0003UI 1	Annotation Group UID
006A0005LO 1	Annotation Group Label
006A0006UT 1	Annotation Group Description
006A0007CS 1	Annotation Group Generation Type
006A0008SQ 1	Annotation Group Algorithm Identification Sequence
006A0009SQ 1	Annotation Property Category Code Sequence
006A000ASQ 1	Annotation Property Type Code Sequence
006A000BSQ 1	Annotation Property Type Modifier Code Sequence
006A000CUL 1	Number of Annotations	NumberOfAnnotations
006A000DCS 1	Annotation Applies to All Optical Paths	AnnotationAppliesToAllOpticalPaths
006A000ESH 1-n	Referenced Optical Path Identifier
006A000FCS 1	Annotation Applies to All Z Planes	AnnotationAppliesToAllZPlanes
006A0010FD 1-n	Common Z Coordinate Value
006A0011OL 1	Annotation Index List
00700001SQ 1	Graphic Annotation Sequence
00700002CS 1	Graphic Layer
00700003CS 1	Bounding Box Annotation Units
00700004CS 1	Anchor Point Annotation Units
00700005CS 1	Graphic Annotation Units
00700006ST 1	Unformatted Text Value
00700008SQ 1	Text Object Sequence
00700009SQ 1	Graphic Object Sequence
00700010FL 2	Bounding Box Top Left Hand Corner
00700011FL 2	Bounding Box Bottom Right Hand Corner
00700012CS 1	Bounding Box Text Horizontal Justification
00700014FL 2	Anchor Point
00700015CS 1	Anchor Point Visibility
00700020US 1	Graphic Dimensions
00700021US 1	Number of Graphic Points	NumberOfGraphicPoints
00700022FL 2-n	Graphic Data
00700023CS 1	Graphic Type
00700024CS 1	Graphic Filled
00700040ISR1	Image Rotation (Retired)
00700041CS 1	Image Horizontal Flip
00700042US 1	Image Rotation
00700050USR2	Displayed Area Top Left Hand Corner (Trial)
00700051USR2	Displayed Area Bottom Right Hand Corner (Trial)
00700052SL 2	Displayed Area Top Left Hand Corner
00700053SL 2	Displayed Area Bottom Right Hand Corner
0070005ASQ 1	Displayed Area Selection Sequence
00700060SQ 1	Graphic Layer Sequence
00700062IS 1	Graphic Layer Order
00700066US 1	Graphic Layer Recommended Display Grayscale Value
00700067USR3	Graphic Layer Recommended Display RGB Value
00700068LO 1	Graphic Layer Description
00700080CS 1	Content Label
00700081LO 1	Content Description
00700082DA 1	Presentation Creation Date
00700083TM 1	Presentation Creation Time
00700084PN 1	Content Creator's Name	ContentCreatorName
00700086SQ 1	Content Creator's Identification Code Sequence	ContentCreatorIdentificationCodeSequence
00700087SQ 1	Alternate Content Description Sequence
00700100CS 1	Presentation Size Mode
00700101DS 2	Presentation Pixel Spacing
00700102IS 2	Presentation Pixel Aspect Ratio
00700103FL 1	Presentation Pixel Magnification Ratio
00700207LO 1	Graphic Group Label
00700208ST 1	Graphic Group Description
00700209SQ 1	Compound Graphic Sequence
00700226UL 1	Compound Graphic Instance ID
00700227LO 1	Font Name
00700228CS 1	Font Name Type
00700229LO 1	CSS Font Name
00700230FD 1	Rotation Angle
00700231SQ 1	Text Style Sequence
00700232SQ 1	Line Style Sequence
00700233SQ 1	Fill Style Sequence
00700234SQ 1	Graphic Group Sequence
00700241US 3	Text Color CIELab Value
00700242CS 1	Horizontal Alignment
00700243CS 1	Vertical Alignment
00700244CS 1	Shadow Style
00700245FL 1	Shadow Offset X
00700246FL 1	Shadow Offset Y
00700247US 3	Shadow Color CIELab Value
00700248CS 1	Underlined
00700249CS 1	Bold
00700250CS 1	Italic
00700251US 3	Pattern On Color CIELab Value
00700252US 3	Pattern Off Color CIELab Value
00700253FL 1	Line Thickness
00700254CS 1	Line Dashing Style
00700255UL 1	Line Pattern
00700256OB 1	Fill Pattern
00700257CS 1	Fill Mode
00700258FL 1	Shadow Opacity
00700261FL 1	Gap Length
00700262FL 1	Diameter of Visibility	DiameterOfVisibility
00700273FL 2	Rotation Point
00700274CS 1	Tick Alignment
00700278CS 1	Show Tick Label
00700279CS 1	Tick Label Alignment
00700282CS 1	Compound Graphic Units
00700284FL 1	Pattern On Opacity
00700285FL 1	Pattern Off Opacity
00700287SQ 1	Major Ticks Sequence
00700288FL 1	Tick Position
00700289SH 1	Tick Label
00700294CS 1	Compound Graphic Type
00700295UL 1	Graphic Group ID
00700306CS 1	Shape Type
00700308SQ 1	Registration Sequence
00700309SQ 1	Matrix Registration Sequence
0070030ASQ 1	Matrix Sequence
0070030BFD 16	Frame of Reference to Displayed Coordinate System Transformation Matrix	FrameOfReferenceToDisplayedCoordinateSystemTransformationMatrix
0070030CCS 1	Frame of Reference Transformation Matrix Type	FrameOfReferenceTransformationMatrixType
0070030DSQ 1	Registration Type Code Sequence
0070030FST 1	Fiducial Description
00700310SH 1	Fiducial Identifier
00700311SQ 1	Fiducial Identifier Code Sequence
00700312FD 1	Contour Uncertainty Radius
00700314SQ 1	Used Fiducials Sequence
00700315SQ 1	Used RT Structure Set ROI Sequence
00700318SQ 1	Graphic Coordinates Data Sequence
0070031AUI 1	Fiducial UID
0070031BUI 1	Referenced Fiducial UID
0070031CSQ 1	Fiducial Set Sequence
0070031ESQ 1	Fiducial Sequence
0070031FSQ 1	Fiducials Property Category Code Sequence
00700401US 3	Graphic Layer Recommended Display CIELab Value
00700402SQ 1	Blending Sequence
00700403FL 1	Relative Opacity
00700404SQ 1	Referenced Spatial Registration Sequence
00700405CS 1	Blending Position
00701101UI 1	Presentation Display Collection UID
00701102UI 1	Presentation Sequence Collection UID
00701103US 1	Presentation Sequence Position Index
00701104SQ 1	Rendered Image Reference Sequence
00701201SQ 1	Volumetric Presentation State Input Sequence
00701202CS 1	Presentation Input Type
00701203US 1	Input Sequence Position Index
00701204CS 1	Crop
00701205US 1-n	Cropping Specification Index
00701206CSR1	Compositing Method
00701207US 1	Volumetric Presentation Input Number
00701208CS 1	Image Volume Geometry
00701209UI 1	Volumetric Presentation Input Set UID
0070120ASQ 1	Volumetric Presentation Input Set Sequence
0070120BCS 1	Global Crop
0070120CUS 1-n	Global Cropping Specification Index
0070120DCS 1	Rendering Method
00701301SQ 1	Volume Cropping Sequence
00701302CS 1	Volume Cropping Method
00701303FD 6	Bounding Box Crop
00701304SQ 1	Oblique Cropping Plane Sequence
00701305FD 4	Plane
00701306FD 3	Plane Normal
00701309US 1	Cropping Specification Number
00701501CS 1	Multi-Planar Reconstruction Style
00701502CS 1	MPR Thickness Type
00701503FD 1	MPR Slab Thickness
00701505FD 3	MPR Top Left Hand Corner
00701507FD 3	MPR View Width Direction
00701508FD 1	MPR View Width
0070150CUL 1	Number of Volumetric Curve Points	NumberOfVolumetricCurvePoints
0070150DOD 1	Volumetric Curve Points
00701511FD 3	MPR View Height Direction
00701512FD 1	MPR View Height
00701602CS 1	Render Projection
00701603FD 3	Viewpoint Position
00701604FD 3	Viewpoint LookAt Point
00701605FD 3	Viewpoint Up Direction
00701606FD 6	Render Field of View	RenderFieldOfView
00701607FD 1	Sampling Step Size
00701701CS 1	Shading Style
00701702FD 1	Ambient Reflection Intensity
00701703FD 3	Light Direction
00701704FD 1	Diffuse Reflection Intensity
00701705FD 1	Specular Reflection Intensity
00701706FD 1	Shininess
00701801SQ 1	Presentation State Classification Component Sequence
00701802CS 1	Component Type
00701803SQ 1	Component Input Sequence
00701804US 1	Volumetric Presentation Input Index
00701805SQ 1	Presentation State Compositor Component Sequence
00701806SQ 1	Weighting Transfer Function Sequence
00701807USR3	Weighting Lookup Table Descriptor
00701808OBR1	Weighting Lookup Table Data
00701901SQ 1	Volumetric Annotation Sequence
00701903SQ 1	Referenced Structured Context Sequence
00701904UI 1	Referenced Content Item
00701905SQ 1	Volumetric Presentation Input Annotation Sequence
00701907CS 1	Annotation Clipping
00701A01CS 1	Presentation Animation Style
00701A03FD 1	Recommended Animation Rate
00701A04SQ 1	Animation Curve Sequence
00701A05FD 1	Animation Step Size
00701A06FD 1	Swivel Range
00701A07OD 1	Volumetric Curve Up Directions
00701A08SQ 1	Volume Stream Sequence
00701A09LO 1	RGBA Transfer Function Description
00701B01SQ 1	Advanced Blending Sequence
00701B02US 1	Blending Input Number
00701B03SQ 1	Blending Display Input Sequence
00701B04SQ 1	Blending Display Sequence
00701B06CS 1	Blending Mode
00701B07CS 1	Time Series Blending
00701B08CS 1	Geometry for Display	GeometryForDisplay
00701B11SQ 1	Threshold Sequence
00701B12SQ 1	Threshold Value Sequence
00701B13CS 1	Threshold Type
00701B14FD 1	Threshold Value
00720002SH 1	Hanging Protocol Name
00720004LO 1	Hanging Protocol Description
00720006CS 1	Hanging Protocol Level
00720008LO 1	Hanging Protocol Creator
0072000ADT 1	Hanging Protocol Creation DateTime
0072000CSQ 1	Hanging Protocol Definition Sequence
0072000ESQ 1	Hanging Protocol User Identification Code Sequence
00720010LO 1	Hanging Protocol User Group Name
00720012SQ 1	Source Hanging Protocol Sequence
00720014US 1	Number of Priors Referenced	NumberOfPriorsReferenced
00720020SQ 1	Image Sets Sequence
00720022SQ 1	Image Set Selector Sequence
00720024CS 1	Image Set Selector Usage Flag
00720026AT 1	Selector Attribute
00720028US 1	Selector Value Number
00720030SQ 1	Time Based Image Sets Sequence
00720032US 1	Image Set Number
00720034CS 1	Image Set Selector Category
00720038US 2	Relative Time
0072003ACS 1	Relative Time Units
0072003CSS 2	Abstract Prior Value
0072003ESQ 1	Abstract Prior Code Sequence
00720040LO 1	Image Set Label
00720050CS 1	Selector Attribute VR
00720052AT 1-n	Selector Sequence Pointer
00720054LO 1-n	Selector Sequence Pointer Private Creator
00720056LO 1	Selector Attribute Private Creator
0072005EAE 1-n	Selector AE Value
0072005FAS 1-n	Selector AS Value
00720060AT 1-n	Selector AT Value
00720061DA 1-n	Selector DA Value
00720062CS 1-n	Selector CS Value
00720063DT 1-n	Selector DT Value
00720064IS 1-n	Selector IS Value
00720065OB 1	Selector OB Value
00720066LO 1-n	Selector LO Value
00720067OF 1	Selector OF Value
00720068LT 1	Selector LT Value
00720069OW 1	Selector OW Value
0072006APN 1-n	Selector PN Value
0072006BTM 1-n	Selector TM Value
0072006CSH 1-n	Selector SH Value
0072006DUN 1	Selector UN Value
0072006EST 1	Selector ST Value
0072006FUC 1-n	Selector UC Value
00720070UT 1	Selector UT Value
00720071UR 1	Selector UR Value
00720072DS 1-n	Selector DS Value
00720073OD 1	Selector OD Value
00720074FD 1-n	Selector FD Value
00720075OL 1	Selector OL Value
00720076FL 1-n	Selector FL Value
00720078UL 1-n	Selector UL Value
0072007AUS 1-n	Selector US Value
0072007CSL 1-n	Selector SL Value
0072007ESS 1-n	Selector SS Value
0072007FUI 1-n	Selector UI Value
00720080SQ 1	Selector Code Sequence Value
00720081OV 1	Selector OV Value
00720082SV 1-n	Selector SV Value
00720083UV 1-n	Selector UV Value
00720100US 1	Number of Screens	NumberOfScreens
00720102SQ 1	Nominal Screen Definition Sequence
00720104US 1	Number of Vertical Pixels	NumberOfVerticalPixels
00720106US 1	Number of Horizontal Pixels	NumberOfHorizontalPixels
00720108FD 4	Display Environment Spatial Position
0072010AUS 1	Screen Minimum Grayscale Bit Depth
0072010CUS 1	Screen Minimum Color Bit Depth
0072010EUS 1	Application Maximum Repaint Time
00720200SQ 1	Display Sets Sequence
00720202US 1	Display Set Number
00720203LO 1	Display Set Label
00720204US 1	Display Set Presentation Group
00720206LO 1	Display Set Presentation Group Description
00720208CS 1	Partial Data Display Handling
00720210SQ 1	Synchronized Scrolling Sequence
00720212US 2-n	Display Set Scrolling Group
00720214SQ 1	Navigation Indicator Sequence
00720216US 1	Navigation Display Set
00720218US 1-n	Reference Display Sets
00720300SQ 1	Image Boxes Sequence
00720302US 1	Image Box Number
00720304CS 1	Image Box Layout Type
00720306US 1	Image Box Tile Horizontal Dimension
00720308US 1	Image Box Tile Vertical Dimension
00720310CS 1	Image Box Scroll Direction
00720312CS 1	Image Box Small Scroll Type
00720314US 1	Image Box Small Scroll Amount
00720316CS 1	Image Box Large Scroll Type
00720318US 1	Image Box Large Scroll Amount
00720320US 1	Image Box Overlap Priority
00720330FD 1	Cine Relative to Real-Time	CineRelativeToRealTime
00720400SQ 1	Filter Operations Sequence
00720402CS 1	Filter-by Category	FilterByCategory
00720404CS 1	Filter-by Attribute Presence	FilterByAttributePresence
00720406CS 1	Filter-by Operator	FilterByOperator
00720420US 3	Structured Display Background CIELab Value
00720421US 3	Empty Image Box CIELab Value
00720422SQ 1	Structured Display Image Box Sequence
00720424SQ 1	Structured Display Text Box Sequence
00720427SQ 1	Referenced First Frame Sequence
00720430SQ 1	Image Box Synchronization Sequence
00720432US 2-n	Synchronized Image Box List
00720434CS 1	Type of Synchronization	TypeOfSynchronization
00720500CS 1	Blending Operation Type
00720510CS 1	Reformatting Operation Type
00720512FD 1	Reformatting Thickness
00720514FD 1	Reformatting Interval
00720516CS 1	Reformatting Operation Initial View Direction
00720520CS 1-n	3D Rendering Type	ThreeDRenderingType
00720600SQ 1	Sorting Operations Sequence
00720602CS 1	Sort-by Category	SortByCategory
00720604CS 1	Sorting Direction
00720700CS 2	Display Set Patient Orientation
00720702CS 1	VOI Type
00720704CS 1	Pseudo-Color Type
00720705SQ 1	Pseudo-Color Palette Instance Reference Sequence
00720706CS 1	Show Grayscale Inverted
00720710CS 1	Show Image True Size Flag
00720712CS 1	Show Graphic Annotation Flag
00720714CS 1	Show Patient Demographics Flag
00720716CS 1	Show Acquisition Techniques Flag
00720717CS 1	Display Set Horizontal Justification
00720718CS 1	Display Set Vertical Justification
00740120FD 1	Continuation Start Meterset
00740121FD 1	Continuation End Meterset
00741000CS 1	Procedure Step State
00741002SQ 1	Procedure Step Progress Information Sequence
00741004DS 1	Procedure Step Progress
00741006ST 1	Procedure Step Progress Description
00741007SQ 1	Procedure Step Progress Parameters Sequence
00741008SQ 1	Procedure Step Communications URI Sequence
0074100AUR 1	Contact URI
0074100CLO 1	Contact Display Name
0074100ESQ 1	Procedure Step Discontinuation Reason Code Sequence
00741020SQ 1	Beam Task Sequence
00741022CS 1	Beam Task Type
00741024ISR1	Beam Order Index (Trial)
00741025CS 1	Autosequence Flag
00741026FD 1	Table Top Vertical Adjusted Position
00741027FD 1	Table Top Longitudinal Adjusted Position
00741028FD 1	Table Top Lateral Adjusted Position
0074102AFD 1	Patient Support Adjusted Angle
0074102BFD 1	Table Top Eccentric Adjusted Angle
0074102CFD 1	Table Top Pitch Adjusted Angle
0074102DFD 1	Table Top Roll Adjusted Angle
00741030SQ 1	Delivery Verification Image Sequence
00741032CS 1	Verification Image Timing
00741034CS 1	Double Exposure Flag
00741036CS 1	Double Exposure Ordering
00741038DSR1	Double Exposure Meterset (Trial)
0074103ADSR4	Double Exposure Field Delta (Trial)
00741040SQ 1	Related Reference RT Image Sequence
00741042SQ 1	General Machine Verification Sequence
00741044SQ 1	Conventional Machine Verification Sequence
00741046SQ 1	Ion Machine Verification Sequence
00741048SQ 1	Failed Attributes Sequence
0074104ASQ 1	Overridden Attributes Sequence
0074104CSQ 1	Conventional Control Point Verification Sequence
0074104ESQ 1	Ion Control Point Verification Sequence
00741050SQ 1	Attribute Occurrence Sequence
00741052AT 1	Attribute Occurrence Pointer
00741054UL 1	Attribute Item Selector
00741056LO 1	Attribute Occurrence Private Creator
00741057IS 1-n	Selector Sequence Pointer Items
00741200CS 1	Scheduled Procedure Step Priority
00741202LO 1	Worklist Label
00741204LO 1	Procedure Step Label
00741210SQ 1	Scheduled Processing Parameters Sequence
00741212SQ 1	Performed Processing Parameters Sequence
00741216SQ 1	Unified Procedure Step Performed Procedure Sequence
00741220SQR1	Related Procedure Step Sequence
00741222LOR1	Procedure Step Relationship Type
00741224SQ 1	Replaced Procedure Step Sequence
00741230LO 1	Deletion Lock
00741234AE 1	Receiving AE
00741236AE 1	Requesting AE
00741238LT 1	Reason for Cancellation	ReasonForCancellation
00741242CS 1	SCP Status
00741244CS 1	Subscription List Status
00741246CS 1	Unified Procedure Step List Status
00741324UL 1	Beam Order Index
00741338FD 1	Double Exposure Meterset
0074133AFD 4	Double Exposure Field Delta
00741401SQ 1	Brachy Task Sequence
00741402DS 1	Continuation Start Total Reference Air Kerma
00741403DS 1	Continuation End Total Reference Air Kerma
00741404IS 1	Continuation Pulse Number
00741405SQ 1	Channel Delivery Order Sequence
00741406IS 1	Referenced Channel Number
00741407DS 1	Start Cumulative Time Weight
00741408DS 1	End Cumulative Time Weight
00741409SQ 1	Omitted Channel Sequence
0074140ACS 1	Reason for Channel Omission	ReasonForChannelOmission
0074140BLO 1	Reason for Channel Omission Description	ReasonForChannelOmissionDescription
0074140CIS 1	Channel Delivery Order Index
0074140DSQ 1	Channel Delivery Continuation Sequence
0074140ESQ 1	Omitted Application Setup Sequence
00760001LO 1	Implant Assembly Template Name
00760003LO 1	Implant Assembly Template Issuer
00760006LO 1	Implant Assembly Template Version
00760008SQ 1	Replaced Implant Assembly Template Sequence
0076000ACS 1	Implant Assembly Template Type
0076000CSQ 1	Original Implant Assembly Template Sequence
0076000ESQ 1	Derivation Implant Assembly Template Sequence
00760010SQ 1	Implant Assembly Template Target Anatomy Sequence
00760020SQ 1	Procedure Type Code Sequence
00760030LO 1	Surgical Technique
00760032SQ 1	Component Types Sequence
00760034SQ 1	Component Type Code Sequence
00760036CS 1	Exclusive Component Type
00760038CS 1	Mandatory Component Type
00760040SQ 1	Component Sequence
00760055US 1	Component ID
00760060SQ 1	Component Assembly Sequence
00760070US 1	Component 1 Referenced ID
00760080US 1	Component 1 Referenced Mating Feature Set ID
00760090US 1	Component 1 Referenced Mating Feature ID
007600A0US 1	Component 2 Referenced ID
007600B0US 1	Component 2 Referenced Mating Feature Set ID
007600C0US 1	Component 2 Referenced Mating Feature ID
00780001LO 1	Implant Template Group Name
00780010ST 1	Implant Template Group Description
00780020LO 1	Implant Template Group Issuer
00780024LO 1	Implant Template Group Version
00780026SQ 1	Replaced Implant Template Group Sequence
00780028SQ 1	Implant Template Group Target Anatomy Sequence
0078002ASQ 1	Implant Template Group Members Sequence
0078002EUS 1	Implant Template Group Member ID
00780050FD 3	3D Implant Template Group Member Matching Point	ThreeDImplantTemplateGroupMemberMatchingPoint
00780060FD 9	3D Implant Template Group Member Matching Axes	ThreeDImplantTemplateGroupMemberMatchingAxes
00780070SQ 1	Implant Template Group Member Matching 2D Coordinates Sequence
00780090FD 2	2D Implant Template Group Member Matching Point	TwoDImplantTemplateGroupMemberMatchingPoint
007800A0FD 4	2D Implant Template Group Member Matching Axes	TwoDImplantTemplateGroupMemberMatchingAxes
007800B0SQ 1	Implant Template Group Variation Dimension Sequence
007800B2LO 1	Implant Template Group Variation Dimension Name
007800B4SQ 1	Implant Template Group Variation Dimension Rank Sequence
007800B6US 1	Referenced Implant Template Group Member ID
007800B8US 1	Implant Template Group Variation Dimension Rank
00800001SQ 1	Surface Scan Acquisition Type Code Sequence
00800002SQ 1	Surface Scan Mode Code Sequence
00800003SQ 1	Registration Method Code Sequence
00800004FD 1	Shot Duration Time
00800005FD 1	Shot Offset Time
00800006US 1-n	Surface Point Presentation Value Data
00800007US 3-3n	Surface Point Color CIELab Value Data
00800008SQ 1	UV Mapping Sequence
00800009SH 1	Texture Label
00800010OF 1	U Value Data
00800011OF 1	V Value Data
00800012SQ 1	Referenced Texture Sequence
00800013SQ 1	Referenced Surface Data Sequence
00820001CS 1	Assessment Summary
00820003UT 1	Assessment Summary Description
00820004SQ 1	Assessed SOP Instance Sequence
00820005SQ 1	Referenced Comparison SOP Instance Sequence
00820006UL 1	Number of Assessment Observations	NumberOfAssessmentObservations
00820007SQ 1	Assessment Observations Sequence
00820008CS 1	Observation Significance
0082000AUT 1	Observation Description
0082000CSQ 1	Structured Constraint Observation Sequence
00820010SQ 1	Assessed Attribute Value Sequence
00820016LO 1	Assessment Set ID
00820017SQ 1	Assessment Requester Sequence
00820018LO 1	Selector Attribute Name
00820019LO 1	Selector Attribute Keyword
00820021SQ 1	Assessment Type Code Sequence
00820022SQ 1	Observation Basis Code Sequence
00820023LO 1	Assessment Label
00820032CS 1	Constraint Type
00820033UT 1	Specification Selection Guidance
00820034SQ 1	Constraint Value Sequence
00820035SQ 1	Recommended Default Value Sequence
00820036CS 1	Constraint Violation Significance
00820037UT 1	Constraint Violation Condition
00820038CS 1	Modifiable Constraint Flag
00880130SH 1	Storage Media File-set ID	StorageMediaFileSetID
00880140UI 1	Storage Media File-set UID	StorageMediaFileSetUID
00880200SQ 1	Icon Image Sequence
00880904LOR1	Topic Title
00880906STR1	Topic Subject
00880910LOR1	Topic Author
00880912LOR1-32	Topic Keywords
01000410CS 1	SOP Instance Status
01000420DT 1	SOP Authorization DateTime
01000424LT 1	SOP Authorization Comment
01000426LO 1	Authorization Equipment Certification Number
04000005US 1	MAC ID Number
04000010UI 1	MAC Calculation Transfer Syntax UID
04000015CS 1	MAC Algorithm
04000020AT 1-n	Data Elements Signed
04000100UI 1	Digital Signature UID
04000105DT 1	Digital Signature DateTime
04000110CS 1	Certificate Type
04000115OB 1	Certificate of Signer	CertificateOfSigner
04000120OB 1	Signature
04000305CS 1	Certified Timestamp Type
04000310OB 1	Certified Timestamp
04000401SQ 1	Digital Signature Purpose Code Sequence
04000402SQ 1	Referenced Digital Signature Sequence
04000403SQ 1	Referenced SOP Instance MAC Sequence
04000404OB 1	MAC
04000500SQ 1	Encrypted Attributes Sequence
04000510UI 1	Encrypted Content Transfer Syntax UID
04000520OB 1	Encrypted Content
04000550SQ 1	Modified Attributes Sequence
04000551SQ 1	Nonconforming Modified Attributes Sequence
04000552OB 1	Nonconforming Data Element Value
04000561SQ 1	Original Attributes Sequence
04000562DT 1	Attribute Modification DateTime
04000563LO 1	Modifying System
04000564LO 1	Source of Previous Values	SourceOfPreviousValues
04000565CS 1	Reason for the Attribute Modification	ReasonForTheAttributeModification
04000600CS 1	Instance Origin Status
20000010IS 1	Number of Copies	NumberOfCopies
2000001ESQ 1	Printer Configuration Sequence
20000020CS 1	Print Priority
20000030CS 1	Medium Type
20000040CS 1	Film Destination
20000050LO 1	Film Session Label
20000060IS 1	Memory Allocation
20000061IS 1	Maximum Memory Allocation
20000062CSR1	Color Image Printing Flag
20000063CSR1	Collation Flag
20000065CSR1	Annotation Flag
20000067CSR1	Image Overlay Flag
20000069CSR1	Presentation LUT Flag
2000006ACSR1	Image Box Presentation LUT Flag
200000A0US 1	Memory Bit Depth
200000A1US 1	Printing Bit Depth
200000A2SQ 1	Media Installed Sequence
200000A4SQ 1	Other Media Available Sequence
200000A8SQ 1	Supported Image Display Formats Sequence
20000500SQ 1	Referenced Film Box Sequence
20000510SQR1	Referenced Stored Print Sequence
20100010ST 1	Image Display Format
20100030CS 1	Annotation Display Format ID
20100040CS 1	Film Orientation
20100050CS 1	Film Size ID
20100052CS 1	Printer Resolution ID
20100054CS 1	Default Printer Resolution ID
20100060CS 1	Magnification Type
20100080CS 1	Smoothing Type
201000A6CS 1	Default Magnification Type
201000A7CS 1-n	Other Magnification Types Available
201000A8CS 1	Default Smoothing Type
201000A9CS 1-n	Other Smoothing Types Available
20100100CS 1	Border Density
20100110CS 1	Empty Image Density
20100120US 1	Min Density
20100130US 1	Max Density
20100140CS 1	Trim
20100150ST 1	Configuration Information
20100152LT 1	Configuration Information Description
20100154IS 1	Maximum Collated Films
2010015EUS 1	Illumination
20100160US 1	Reflected Ambient Light
20100376DS 2	Printer Pixel Spacing
20100500SQ 1	Referenced Film Session Sequence
20100510SQ 1	Referenced Image Box Sequence
20100520SQ 1	Referenced Basic Annotation Box Sequence
20200010US 1	Image Box Position
20200020CS 1	Polarity
20200030DS 1	Requested Image Size
20200040CS 1	Requested Decimate/Crop Behavior
20200050CS 1	Requested Resolution ID
202000A0CS 1	Requested Image Size Flag
202000A2CS 1	Decimate/Crop Result
20200110SQ 1	Basic Grayscale Image Sequence
20200111SQ 1	Basic Color Image Sequence
20200130SQR1	Referenced Image Overlay Box Sequence
20200140SQR1	Referenced VOI LUT Box Sequence
20300010US 1	Annotation Position
20300020LO 1	Text String
20400010SQR1	Referenced Overlay Plane Sequence
20400011USR1-99	Referenced Overlay Plane Groups
20400020SQR1	Overlay Pixel Data Sequence
20400060CSR1	Overlay Magnification Type
20400070CSR1	Overlay Smoothing Type
20400072CSR1	Overlay or Image Magnification	OverlayOrImageMagnification
20400074USR1	Magnify to Number of Columns	MagnifyToNumberOfColumns
20400080CSR1	Overlay Foreground Density
20400082CSR1	Overlay Background Density
20400090CSR1	Overlay Mode
20400100CSR1	Threshold Density
20400500SQR1	Referenced Image Box Sequence (Retired)
20500010SQ 1	Presentation LUT Sequence
20500020CS 1	Presentation LUT Shape
20500500SQ 1	Referenced Presentation LUT Sequence
21000010SHR1	Print Job ID
21000020CS 1	Execution Status
21000030CS 1	Execution Status Info
21000040DA 1	Creation Date
21000050TM 1	Creation Time
21000070AE 1	Originator
21000140AE 1	Destination AE
21000160SH 1	Owner ID
21000170IS 1	Number of Films	NumberOfFilms
21000500SQR1	Referenced Print Job Sequence (Pull Stored Print)
21100010CS 1	Printer Status
21100020CS 1	Printer Status Info
21100030LO 1	Printer Name
21100099SHR1	Print Queue ID
21200010CSR1	Queue Status
21200050SQR1	Print Job Description Sequence
21200070SQR1	Referenced Print Job Sequence
21300010SQR1	Print Management Capabilities Sequence
21300015SQR1	Printer Characteristics Sequence
21300030SQR1	Film Box Content Sequence
21300040SQR1	Image Box Content Sequence
21300050SQR1	Annotation Content Sequence
21300060SQR1	Image Overlay Box Content Sequence
21300080SQR1	Presentation LUT Content Sequence
213000A0SQ 1	Proposed Study Sequence
213000C0SQ 1	Original Image Sequence
22000001CS 1	Label Using Information Extracted From Instances
22000002UT 1	Label Text
22000003CS 1	Label Style Selection
22000004LT 1	Media Disposition
22000005LT 1	Barcode Value
22000006CS 1	Barcode Symbology
22000007CS 1	Allow Media Splitting
22000008CS 1	Include Non-DICOM Objects
22000009CS 1	Include Display Application
2200000ACS 1	Preserve Composite Instances After Media Creation
2200000BUS 1	Total Number of Pieces of Media Created	TotalNumberOfPiecesOfMediaCreated
2200000CLO 1	Requested Media Application Profile
2200000DSQ 1	Referenced Storage Media Sequence
2200000EAT 1-n	Failure Attributes
2200000FCS 1	Allow Lossy Compression
22000020CS 1	Request Priority
30020002SH 1	RT Image Label
30020003LO 1	RT Image Name
30020004ST 1	RT Image Description
3002000ACS 1	Reported Values Origin
3002000CCS 1	RT Image Plane
3002000DDS 3	X-Ray Image Receptor Translation
3002000EDS 1	X-Ray Image Receptor Angle
30020010DS 6	RT Image Orientation
30020011DS 2	Image Plane Pixel Spacing
30020012DS 2	RT Image Position
30020020SH 1	Radiation Machine Name
30020022DS 1	Radiation Machine SAD
30020024DS 1	Radiation Machine SSD
30020026DS 1	RT Image SID
30020028DS 1	Source to Reference Object Distance	SourceToReferenceObjectDistance
30020029IS 1	Fraction Number
30020030SQ 1	Exposure Sequence
30020032DS 1	Meterset Exposure
30020034DS 4	Diaphragm Position
30020040SQ 1	Fluence Map Sequence
30020041CS 1	Fluence Data Source
30020042DS 1	Fluence Data Scale
30020050SQ 1	Primary Fluence Mode Sequence
30020051CS 1	Fluence Mode
30020052SH 1	Fluence Mode ID
30020100IS 1	Selected Frame Number
30020101SQ 1	Selected Frame Functional Groups Sequence
30020102SQ 1	RT Image Frame General Content Sequence
30020103SQ 1	RT Image Frame Context Sequence
30020104SQ 1	RT Image Scope Sequence
30020105CS 1	Beam Modifier Coordinates Presence Flag
30020106FD 1	Start Cumulative Meterset
30020107FD 1	Stop Cumulative Meterset
30020108SQ 1	RT Acquisition Patient Position Sequence
30020109SQ 1	RT Image Frame Imaging Device Position Sequence
3002010ASQ 1	RT Image Frame kV Radiation Acquisition Sequence
3002010BSQ 1	RT Image Frame MV Radiation Acquisition Sequence
3002010CSQ 1	RT Image Frame Radiation Acquisition Sequence
3002010DSQ 1	Imaging Source Position Sequence
3002010ESQ 1	Image Receptor Position Sequence
3002010FFD 16	Device Position to Equipment Mapping Matrix	DevicePositionToEquipmentMappingMatrix
30020110SQ 1	Device Position Parameter Sequence
30020111CS 1	Imaging Source Location Specification Type
30020112SQ 1	Imaging Device Location Matrix Sequence
30020113SQ 1	Imaging Device Location Parameter Sequence
30020114SQ 1	Imaging Aperture Sequence
30020115CS 1	Imaging Aperture Specification Type
30020116US 1	Number of Acquisition Devices	NumberOfAcquisitionDevices
30020117SQ 1	Acquisition Device Sequence
30020118SQ 1	Acquisition Task Sequence
30020119SQ 1	Acquisition Task Workitem Code Sequence
3002011ASQ 1	Acquisition Subtask Sequence
3002011BSQ 1	Subtask Workitem Code Sequence
3002011CUS 1	Acquisition Task Index
3002011DUS 1	Acquisition Subtask Index
3002011ESQ 1	Referenced Baseline Parameters RT Radiation Instance Sequence
3002011FSQ 1	Position Acquisition Template Identification Sequence
30020120ST 1	Position Acquisition Template ID
30020121LO 1	Position Acquisition Template Name
30020122SQ 1	Position Acquisition Template Code Sequence
30020123LT 1	Position Acquisition Template Description
30020124SQ 1	Acquisition Task Applicability Sequence
30020125SQ 1	Projection Imaging Acquisition Parameter Sequence
30020126SQ 1	CT Imaging Acquisition Parameter Sequence
30020127SQ 1	KV Imaging Generation Parameters Sequence
30020128SQ 1	MV Imaging Generation Parameters Sequence
30020129CS 1	Acquisition Signal Type
3002012ACS 1	Acquisition Method
3002012BSQ 1	Scan Start Position Sequence
3002012CSQ 1	Scan Stop Position Sequence
3002012DFD 1	Imaging Source to Beam Modifier Definition Plane Distance	ImagingSourceToBeamModifierDefinitionPlaneDistance
3002012ECS 1	Scan Arc Type
3002012FCS 1	Detector Positioning Type
30020130SQ 1	Additional RT Accessory Device Sequence
30020131SQ 1	Device-Specific Acquisition Parameter Sequence
30020132SQ 1	Referenced Position Reference Instance Sequence
30020133SQ 1	Energy Derivation Code Sequence
30020134FD 1	Maximum Cumulative Meterset Exposure
30020135SQ 1	Acquisition Initiation Sequence
30040001CS 1	DVH Type
30040002CS 1	Dose Units
30040004CS 1	Dose Type
30040005CS 1	Spatial Transform of Dose	SpatialTransformOfDose
30040006LO 1	Dose Comment
30040008DS 3	Normalization Point
3004000ACS 1	Dose Summation Type
3004000CDS 2-n	Grid Frame Offset Vector
3004000EDS 1	Dose Grid Scaling
30040010SQR1	RT Dose ROI Sequence
30040012DSR1	Dose Value
30040014CS 1-3	Tissue Heterogeneity Correction
30040040DS 3	DVH Normalization Point
30040042DS 1	DVH Normalization Dose Value
30040050SQ 1	DVH Sequence
30040052DS 1	DVH Dose Scaling
30040054CS 1	DVH Volume Units
30040056IS 1	DVH Number of Bins	DVHNumberOfBins
30040058DS 2-2n	DVH Data
30040060SQ 1	DVH Referenced ROI Sequence
30040062CS 1	DVH ROI Contribution Type
30040070DS 1	DVH Minimum Dose
30040072DS 1	DVH Maximum Dose
30040074DS 1	DVH Mean Dose
30060002SH 1	Structure Set Label
30060004LO 1	Structure Set Name
30060006ST 1	Structure Set Description
30060008DA 1	Structure Set Date
30060009TM 1	Structure Set Time
30060010SQ 1	Referenced Frame of Reference Sequence	ReferencedFrameOfReferenceSequence
30060012SQ 1	RT Referenced Study Sequence
30060014SQ 1	RT Referenced Series Sequence
30060016SQ 1	Contour Image Sequence
30060018SQ 1	Predecessor Structure Set Sequence
30060020SQ 1	Structure Set ROI Sequence
30060022IS 1	ROI Number
30060024UI 1	Referenced Frame of Reference UID	ReferencedFrameOfReferenceUID
30060026LO 1	ROI Name
30060028ST 1	ROI Description
3006002AIS 3	ROI Display Color
3006002CDS 1	ROI Volume
3006002DDT 1	ROI DateTime
3006002EDT 1	ROI Observation DateTime
30060030SQ 1	RT Related ROI Sequence
30060033CS 1	RT ROI Relationship
30060036CS 1	ROI Generation Algorithm
30060037SQ 1	ROI Derivation Algorithm Identification Sequence
30060038LO 1	ROI Generation Description
30060039SQ 1	ROI Contour Sequence
30060040SQ 1	Contour Sequence
30060042CS 1	Contour Geometric Type
30060044DSR1	Contour Slab Thickness
30060045DSR3	Contour Offset Vector
30060046IS 1	Number of Contour Points	NumberOfContourPoints
30060048IS 1	Contour Number
30060049ISR1-n	Attached Contours
3006004ASQ 1	Source Pixel Planes Characteristics Sequence
3006004BSQ 1	Source Series Sequence
3006004CSQ 1	Source Series Information Sequence
3006004DSQ 1	ROI Creator Sequence
3006004ESQ 1	ROI Interpreter Sequence
3006004FSQ 1	ROI Observation Context Code Sequence
30060050DS 3-3n	Contour Data
30060080SQ 1	RT ROI Observations Sequence
30060082IS 1	Observation Number
30060084IS 1	Referenced ROI Number
30060085SHR1	ROI Observation Label
30060086SQ 1	RT ROI Identification Code Sequence
30060088STR1	ROI Observation Description
300600A0SQ 1	Related RT ROI Observations Sequence
300600A4CS 1	RT ROI Interpreted Type
300600A6PN 1	ROI Interpreter
300600B0SQ 1	ROI Physical Properties Sequence
300600B2CS 1	ROI Physical Property
300600B4DS 1	ROI Physical Property Value
300600B6SQ 1	ROI Elemental Composition Sequence
300600B7US 1	ROI Elemental Composition Atomic Number
300600B8FL 1	ROI Elemental Composition Atomic Mass Fraction
300600B9SQR1	Additional RT ROI Identification Code Sequence
300600C0SQR1	Frame of Reference Relationship Sequence	FrameOfReferenceRelationshipSequence
300600C2UIR1	Related Frame of Reference UID	RelatedFrameOfReferenceUID
300600C4CSR1	Frame of Reference Transformation Type	FrameOfReferenceTransformationType
300600C6DS 16	Frame of Reference Transformation Matrix	FrameOfReferenceTransformationMatrix
300600C8LO 1	Frame of Reference Transformation Comment	FrameOfReferenceTransformationComment
300600C9SQ 1	Patient Location Coordinates Sequence
300600CASQ 1	Patient Location Coordinates Code Sequence
300600CBSQ 1	Patient Support Position Sequence
30080010SQ 1	Measured Dose Reference Sequence
30080012ST 1	Measured Dose Description
30080014CS 1	Measured Dose Type
30080016DS 1	Measured Dose Value
30080020SQ 1	Treatment Session Beam Sequence
30080021SQ 1	Treatment Session Ion Beam Sequence
30080022IS 1	Current Fraction Number
30080024DA 1	Treatment Control Point Date
30080025TM 1	Treatment Control Point Time
3008002ACS 1	Treatment Termination Status
3008002BSHR1	Treatment Termination Code
3008002CCS 1	Treatment Verification Status
30080030SQ 1	Referenced Treatment Record Sequence
30080032DS 1	Specified Primary Meterset
30080033DS 1	Specified Secondary Meterset
30080036DS 1	Delivered Primary Meterset
30080037DS 1	Delivered Secondary Meterset
3008003ADS 1	Specified Treatment Time
3008003BDS 1	Delivered Treatment Time
30080040SQ 1	Control Point Delivery Sequence
30080041SQ 1	Ion Control Point Delivery Sequence
30080042DS 1	Specified Meterset
30080044DS 1	Delivered Meterset
30080045FL 1	Meterset Rate Set
30080046FL 1	Meterset Rate Delivered
30080047FL 1-n	Scan Spot Metersets Delivered
30080048DS 1	Dose Rate Delivered
30080050SQ 1	Treatment Summary Calculated Dose Reference Sequence
30080052DS 1	Cumulative Dose to Dose Reference	CumulativeDoseToDoseReference
30080054DA 1	First Treatment Date
30080056DA 1	Most Recent Treatment Date
3008005AIS 1	Number of Fractions Delivered	NumberOfFractionsDelivered
30080060SQ 1	Override Sequence
30080061AT 1	Parameter Sequence Pointer
30080062AT 1	Override Parameter Pointer
30080063IS 1	Parameter Item Index
30080064IS 1	Measured Dose Reference Number
30080065AT 1	Parameter Pointer
30080066ST 1	Override Reason
30080067US 1	Parameter Value Number
30080068SQ 1	Corrected Parameter Sequence
3008006AFL 1	Correction Value
30080070SQ 1	Calculated Dose Reference Sequence
30080072IS 1	Calculated Dose Reference Number
30080074ST 1	Calculated Dose Reference Description
30080076DS 1	Calculated Dose Reference Dose Value
30080078DS 1	Start Meterset
3008007ADS 1	End Meterset
30080080SQ 1	Referenced Measured Dose Reference Sequence
30080082IS 1	Referenced Measured Dose Reference Number
30080090SQ 1	Referenced Calculated Dose Reference Sequence
30080092IS 1	Referenced Calculated Dose Reference Number
300800A0SQ 1	Beam Limiting Device Leaf Pairs Sequence
300800A1SQ 1	Enhanced RT Beam Limiting Device Sequence
300800A2SQ 1	Enhanced RT Beam Limiting Opening Sequence
300800A3CS 1	Enhanced RT Beam Limiting Device Definition Flag
300800A4FD 2-2n	Parallel RT Beam Delimiter Opening Extents
300800B0SQ 1	Recorded Wedge Sequence
300800C0SQ 1	Recorded Compensator Sequence
300800D0SQ 1	Recorded Block Sequence
300800D1SQ 1	Recorded Block Slab Sequence
300800E0SQ 1	Treatment Summary Measured Dose Reference Sequence
300800F0SQ 1	Recorded Snout Sequence
300800F2SQ 1	Recorded Range Shifter Sequence
300800F4SQ 1	Recorded Lateral Spreading Device Sequence
300800F6SQ 1	Recorded Range Modulator Sequence
30080100SQ 1	Recorded Source Sequence
30080105LO 1	Source Serial Number
30080110SQ 1	Treatment Session Application Setup Sequence
30080116CS 1	Application Setup Check
30080120SQ 1	Recorded Brachy Accessory Device Sequence
30080122IS 1	Referenced Brachy Accessory Device Number
30080130SQ 1	Recorded Channel Sequence
30080132DS 1	Specified Channel Total Time
30080134DS 1	Delivered Channel Total Time
30080136IS 1	Specified Number of Pulses	SpecifiedNumberOfPulses
30080138IS 1	Delivered Number of Pulses	DeliveredNumberOfPulses
3008013ADS 1	Specified Pulse Repetition Interval
3008013CDS 1	Delivered Pulse Repetition Interval
30080140SQ 1	Recorded Source Applicator Sequence
30080142IS 1	Referenced Source Applicator Number
30080150SQ 1	Recorded Channel Shield Sequence
30080152IS 1	Referenced Channel Shield Number
30080160SQ 1	Brachy Control Point Delivered Sequence
30080162DA 1	Safe Position Exit Date
30080164TM 1	Safe Position Exit Time
30080166DA 1	Safe Position Return Date
30080168TM 1	Safe Position Return Time
30080171SQ 1	Pulse Specific Brachy Control Point Delivered Sequence
30080172US 1	Pulse Number
30080173SQ 1	Brachy Pulse Control Point Delivered Sequence
30080200CS 1	Current Treatment Status
30080202ST 1	Treatment Status Comment
30080220SQ 1	Fraction Group Summary Sequence
30080223IS 1	Referenced Fraction Number
30080224CS 1	Fraction Group Type
30080230CS 1	Beam Stopper Position
30080240SQ 1	Fraction Status Summary Sequence
30080250DA 1	Treatment Date
30080251TM 1	Treatment Time
300A0002SH 1	RT Plan Label
300A0003LO 1	RT Plan Name
300A0004ST 1	RT Plan Description
300A0006DA 1	RT Plan Date
300A0007TM 1	RT Plan Time
300A0009LO 1-n	Treatment Protocols
300A000ACS 1	Plan Intent
300A000BLOR1-n	Treatment Sites
300A000CCS 1	RT Plan Geometry
300A000EST 1	Prescription Description
300A0010SQ 1	Dose Reference Sequence
300A0012IS 1	Dose Reference Number
300A0013UI 1	Dose Reference UID
300A0014CS 1	Dose Reference Structure Type
300A0015CS 1	Nominal Beam Energy Unit
300A0016LO 1	Dose Reference Description
300A0018DS 3	Dose Reference Point Coordinates
300A001ADS 1	Nominal Prior Dose
300A0020CS 1	Dose Reference Type
300A0021DS 1	Constraint Weight
300A0022DS 1	Delivery Warning Dose
300A0023DS 1	Delivery Maximum Dose
300A0025DS 1	Target Minimum Dose
300A0026DS 1	Target Prescription Dose
300A0027DS 1	Target Maximum Dose
300A0028DS 1	Target Underdose Volume Fraction
300A002ADS 1	Organ at Risk Full-volume Dose	OrganAtRiskFullVolumeDose
300A002BDS 1	Organ at Risk Limit Dose	OrganAtRiskLimitDose
300A002CDS 1	Organ at Risk Maximum Dose	OrganAtRiskMaximumDose
300A002DDS 1	Organ at Risk Overdose Volume Fraction	OrganAtRiskOverdoseVolumeFraction
300A0040SQ 1	Tolerance Table Sequence
300A0042IS 1	Tolerance Table Number
300A0043SH 1	Tolerance Table Label
300A0044DS 1	Gantry Angle Tolerance
300A0046DS 1	Beam Limiting Device Angle Tolerance
300A0048SQ 1	Beam Limiting Device Tolerance Sequence
300A004ADS 1	Beam Limiting Device Position Tolerance
300A004BFL 1	Snout Position Tolerance
300A004CDS 1	Patient Support Angle Tolerance
300A004EDS 1	Table Top Eccentric Angle Tolerance
300A004FFL 1	Table Top Pitch Angle Tolerance
300A0050FL 1	Table Top Roll Angle Tolerance
300A0051DS 1	Table Top Vertical Position Tolerance
300A0052DS 1	Table Top Longitudinal Position Tolerance
300A0053DS 1	Table Top Lateral Position Tolerance
300A0054UI 1	Table Top Position Alignment UID
300A0055CS 1	RT Plan Relationship
300A0070SQ 1	Fraction Group Sequence
300A0071IS 1	Fraction Group Number
300A0072LO 1	Fraction Group Description
300A0078IS 1	Number of Fractions Planned	NumberOfFractionsPlanned
300A0079IS 1	Number of Fraction Pattern Digits Per Day	NumberOfFractionPatternDigitsPerDay
300A007AIS 1	Repeat Fraction Cycle Length
300A007BLT 1	Fraction Pattern
300A0080IS 1	Number of Beams	NumberOfBeams
300A0082DSR3	Beam Dose Specification Point
300A0083UI 1	Referenced Dose Reference UID
300A0084DS 1	Beam Dose
300A0086DS 1	Beam Meterset
300A0088FL 1	Beam Dose Point Depth
300A0089FL 1	Beam Dose Point Equivalent Depth
300A008AFL 1	Beam Dose Point SSD
300A008BCS 1	Beam Dose Meaning
300A008CSQ 1	Beam Dose Verification Control Point Sequence
300A008DFLR1	Average Beam Dose Point Depth
300A008EFLR1	Average Beam Dose Point Equivalent Depth
300A008FFLR1	Average Beam Dose Point SSD
300A0090CS 1	Beam Dose Type
300A0091DS 1	Alternate Beam Dose
300A0092CS 1	Alternate Beam Dose Type
300A0093CS 1	Depth Value Averaging Flag
300A0094DS 1	Beam Dose Point Source to External Contour Distance	BeamDosePointSourceToExternalContourDistance
300A00A0IS 1	Number of Brachy Application Setups	NumberOfBrachyApplicationSetups
300A00A2DS 3	Brachy Application Setup Dose Specification Point
300A00A4DS 1	Brachy Application Setup Dose
300A00B0SQ 1	Beam Sequence
300A00B2SH 1	Treatment Machine Name
300A00B3CS 1	Primary Dosimeter Unit
300A00B4DS 1	Source-Axis Distance
300A00B6SQ 1	Beam Limiting Device Sequence
300A00B8CS 1	RT Beam Limiting Device Type
300A00BADS 1	Source to Beam Limiting Device Distance	SourceToBeamLimitingDeviceDistance
300A00BBFL 1	Isocenter to Beam Limiting Device Distance	IsocenterToBeamLimitingDeviceDistance
300A00BCIS 1	Number of Leaf/Jaw Pairs	NumberOfLeafJawPairs
300A00BEDS 3-n	Leaf Position Boundaries
300A00C0IS 1	Beam Number
300A00C2LO 1	Beam Name
300A00C3ST 1	Beam Description
300A00C4CS 1	Beam Type
300A00C5FD 1	Beam Delivery Duration Limit
300A00C6CS 1	Radiation Type
300A00C7CS 1	High-Dose Technique Type
300A00C8IS 1	Reference Image Number
300A00CASQ 1	Planned Verification Image Sequence
300A00CCLO 1-n	Imaging Device-Specific Acquisition Parameters
300A00CECS 1	Treatment Delivery Type
300A00D0IS 1	Number of Wedges	NumberOfWedges
300A00D1SQ 1	Wedge Sequence
300A00D2IS 1	Wedge Number
300A00D3CS 1	Wedge Type
300A00D4SH 1	Wedge ID
300A00D5IS 1	Wedge Angle
300A00D6DS 1	Wedge Factor
300A00D7FL 1	Total Wedge Tray Water-Equivalent Thickness
300A00D8DS 1	Wedge Orientation
300A00D9FL 1	Isocenter to Wedge Tray Distance	IsocenterToWedgeTrayDistance
300A00DADS 1	Source to Wedge Tray Distance	SourceToWedgeTrayDistance
300A00DBFL 1	Wedge Thin Edge Position
300A00DCSH 1	Bolus ID
300A00DDST 1	Bolus Description
300A00DEDS 1	Effective Wedge Angle
300A00E0IS 1	Number of Compensators	NumberOfCompensators
300A00E1SH 1	Material ID
300A00E2DS 1	Total Compensator Tray Factor
300A00E3SQ 1	Compensator Sequence
300A00E4IS 1	Compensator Number
300A00E5SH 1	Compensator ID
300A00E6DS 1	Source to Compensator Tray Distance	SourceToCompensatorTrayDistance
300A00E7IS 1	Compensator Rows
300A00E8IS 1	Compensator Columns
300A00E9DS 2	Compensator Pixel Spacing
300A00EADS 2	Compensator Position
300A00EBDS 1-n	Compensator Transmission Data
300A00ECDS 1-n	Compensator Thickness Data
300A00EDIS 1	Number of Boli	NumberOfBoli
300A00EECS 1	Compensator Type
300A00EFSH 1	Compensator Tray ID
300A00F0IS 1	Number of Blocks	NumberOfBlocks
300A00F2DS 1	Total Block Tray Factor
300A00F3FL 1	Total Block Tray Water-Equivalent Thickness
300A00F4SQ 1	Block Sequence
300A00F5SH 1	Block Tray ID
300A00F6DS 1	Source to Block Tray Distance	SourceToBlockTrayDistance
300A00F7FL 1	Isocenter to Block Tray Distance	IsocenterToBlockTrayDistance
300A00F8CS 1	Block Type
300A00F9LO 1	Accessory Code
300A00FACS 1	Block Divergence
300A00FBCS 1	Block Mounting Position
300A00FCIS 1	Block Number
300A00FELO 1	Block Name
300A0100DS 1	Block Thickness
300A0102DS 1	Block Transmission
300A0104IS 1	Block Number of Points	BlockNumberOfPoints
300A0106DS 2-2n	Block Data
300A0107SQ 1	Applicator Sequence
300A0108SH 1	Applicator ID
300A0109CS 1	Applicator Type
300A010ALO 1	Applicator Description
300A010CDS 1	Cumulative Dose Reference Coefficient
300A010EDS 1	Final Cumulative Meterset Weight
300A0110IS 1	Number of Control Points	NumberOfControlPoints
300A0111SQ 1	Control Point Sequence
300A0112IS 1	Control Point Index
300A0114DS 1	Nominal Beam Energy
300A0115DS 1	Dose Rate Set
300A0116SQ 1	Wedge Position Sequence
300A0118CS 1	Wedge Position
300A011ASQ 1	Beam Limiting Device Position Sequence
300A011CDS 2-2n	Leaf/Jaw Positions
300A011EDS 1	Gantry Angle
300A011FCS 1	Gantry Rotation Direction
300A0120DS 1	Beam Limiting Device Angle
300A0121CS 1	Beam Limiting Device Rotation Direction
300A0122DS 1	Patient Support Angle
300A0123CS 1	Patient Support Rotation Direction
300A0124DS 1	Table Top Eccentric Axis Distance
300A0125DS 1	Table Top Eccentric Angle
300A0126CS 1	Table Top Eccentric Rotation Direction
300A0128DS 1	Table Top Vertical Position
300A0129DS 1	Table Top Longitudinal Position
300A012ADS 1	Table Top Lateral Position
300A012CDS 3	Isocenter Position
300A012EDS 3	Surface Entry Point
300A0130DS 1	Source to Surface Distance	SourceToSurfaceDistance
300A0131FL 1	Average Beam Dose Point Source to External Contour Distance	AverageBeamDosePointSourceToExternalContourDistance
300A0132FL 1	Source to External Contour Distance	SourceToExternalContourDistance
300A0133FL 3	External Contour Entry Point
300A0134DS 1	Cumulative Meterset Weight
300A0140FL 1	Table Top Pitch Angle
300A0142CS 1	Table Top Pitch Rotation Direction
300A0144FL 1	Table Top Roll Angle
300A0146CS 1	Table Top Roll Rotation Direction
300A0148FL 1	Head Fixation Angle
300A014AFL 1	Gantry Pitch Angle
300A014CCS 1	Gantry Pitch Rotation Direction
300A014EFL 1	Gantry Pitch Angle Tolerance
300A0150CS 1	Fixation Eye
300A0151DS 1	Chair Head Frame Position
300A0152DS 1	Head Fixation Angle Tolerance
300A0153DS 1	Chair Head Frame Position Tolerance
300A0154DS 1	Fixation Light Azimuthal Angle Tolerance
300A0155DS 1	Fixation Light Polar Angle Tolerance
300A0180SQ 1	Patient Setup Sequence
300A0182IS 1	Patient Setup Number
300A0183LO 1	Patient Setup Label
300A0184LO 1	Patient Additional Position
300A0190SQ 1	Fixation Device Sequence
300A0192CS 1	Fixation Device Type
300A0194SH 1	Fixation Device Label
300A0196ST 1	Fixation Device Description
300A0198SH 1	Fixation Device Position
300A0199FL 1	Fixation Device Pitch Angle
300A019AFL 1	Fixation Device Roll Angle
300A01A0SQ 1	Shielding Device Sequence
300A01A2CS 1	Shielding Device Type
300A01A4SH 1	Shielding Device Label
300A01A6ST 1	Shielding Device Description
300A01A8SH 1	Shielding Device Position
300A01B0CS 1	Setup Technique
300A01B2ST 1	Setup Technique Description
300A01B4SQ 1	Setup Device Sequence
300A01B6CS 1	Setup Device Type
300A01B8SH 1	Setup Device Label
300A01BAST 1	Setup Device Description
300A01BCDS 1	Setup Device Parameter
300A01D0ST 1	Setup Reference Description
300A01D2DS 1	Table Top Vertical Setup Displacement
300A01D4DS 1	Table Top Longitudinal Setup Displacement
300A01D6DS 1	Table Top Lateral Setup Displacement
300A0200CS 1	Brachy Treatment Technique
300A0202CS 1	Brachy Treatment Type
300A0206SQ 1	Treatment Machine Sequence
300A0210SQ 1	Source Sequence
300A0212IS 1	Source Number
300A0214CS 1	Source Type
300A0216LO 1	Source Manufacturer
300A0218DS 1	Active Source Diameter
300A021ADS 1	Active Source Length
300A021BSH 1	Source Model ID
300A021CLO 1	Source Description
300A0222DS 1	Source Encapsulation Nominal Thickness
300A0224DS 1	Source Encapsulation Nominal Transmission
300A0226LO 1	Source Isotope Name
300A0228DS 1	Source Isotope Half Life
300A0229CS 1	Source Strength Units
300A022ADS 1	Reference Air Kerma Rate
300A022BDS 1	Source Strength
300A022CDA 1	Source Strength Reference Date
300A022ETM 1	Source Strength Reference Time
300A0230SQ 1	Application Setup Sequence
300A0232CS 1	Application Setup Type
300A0234IS 1	Application Setup Number
300A0236LO 1	Application Setup Name
300A0238LO 1	Application Setup Manufacturer
300A0240IS 1	Template Number
300A0242SH 1	Template Type
300A0244LO 1	Template Name
300A0250DS 1	Total Reference Air Kerma
300A0260SQ 1	Brachy Accessory Device Sequence
300A0262IS 1	Brachy Accessory Device Number
300A0263SH 1	Brachy Accessory Device ID
300A0264CS 1	Brachy Accessory Device Type
300A0266LO 1	Brachy Accessory Device Name
300A026ADS 1	Brachy Accessory Device Nominal Thickness
300A026CDS 1	Brachy Accessory Device Nominal Transmission
300A0271DS 1	Channel Effective Length
300A0272DS 1	Channel Inner Length
300A0273SH 1	Afterloader Channel ID
300A0274DS 1	Source Applicator Tip Length
300A0280SQ 1	Channel Sequence
300A0282IS 1	Channel Number
300A0284DS 1	Channel Length
300A0286DS 1	Channel Total Time
300A0288CS 1	Source Movement Type
300A028AIS 1	Number of Pulses	NumberOfPulses
300A028CDS 1	Pulse Repetition Interval
300A0290IS 1	Source Applicator Number
300A0291SH 1	Source Applicator ID
300A0292CS 1	Source Applicator Type
300A0294LO 1	Source Applicator Name
300A0296DS 1	Source Applicator Length
300A0298LO 1	Source Applicator Manufacturer
300A029CDS 1	Source Applicator Wall Nominal Thickness
300A029EDS 1	Source Applicator Wall Nominal Transmission
300A02A0DS 1	Source Applicator Step Size
300A02A1IS 1	Applicator Shape Referenced ROI Number
300A02A2IS 1	Transfer Tube Number
300A02A4DS 1	Transfer Tube Length
300A02B0SQ 1	Channel Shield Sequence
300A02B2IS 1	Channel Shield Number
300A02B3SH 1	Channel Shield ID
300A02B4LO 1	Channel Shield Name
300A02B8DS 1	Channel Shield Nominal Thickness
300A02BADS 1	Channel Shield Nominal Transmission
300A02C8DS 1	Final Cumulative Time Weight
300A02D0SQ 1	Brachy Control Point Sequence
300A02D2DS 1	Control Point Relative Position
300A02D4DS 3	Control Point 3D Position
300A02D6DS 1	Cumulative Time Weight
300A02E0CS 1	Compensator Divergence
300A02E1CS 1	Compensator Mounting Position
300A02E2DS 1-n	Source to Compensator Distance	SourceToCompensatorDistance
300A02E3FL 1	Total Compensator Tray Water-Equivalent Thickness
300A02E4FL 1	Isocenter to Compensator Tray Distance	IsocenterToCompensatorTrayDistance
300A02E5FL 1	Compensator Column Offset
300A02E6FL 1-n	Isocenter to Compensator Distances	IsocenterToCompensatorDistances
300A02E7FL 1	Compensator Relative Stopping Power Ratio
300A02E8FL 1	Compensator Milling Tool Diameter
300A02EASQ 1	Ion Range Compensator Sequence
300A02EBLT 1	Compensator Description
300A0302IS 1	Radiation Mass Number
300A0304IS 1	Radiation Atomic Number
300A0306SS 1	Radiation Charge State
300A0308CS 1	Scan Mode
300A0309CS 1	Modulated Scan Mode Type
300A030AFL 2	Virtual Source-Axis Distances
300A030CSQ 1	Snout Sequence
300A030DFL 1	Snout Position
300A030FSH 1	Snout ID
300A0312IS 1	Number of Range Shifters	NumberOfRangeShifters
300A0314SQ 1	Range Shifter Sequence
300A0316IS 1	Range Shifter Number
300A0318SH 1	Range Shifter ID
300A0320CS 1	Range Shifter Type
300A0322LO 1	Range Shifter Description
300A0330IS 1	Number of Lateral Spreading Devices	NumberOfLateralSpreadingDevices
300A0332SQ 1	Lateral Spreading Device Sequence
300A0334IS 1	Lateral Spreading Device Number
300A0336SH 1	Lateral Spreading Device ID
300A0338CS 1	Lateral Spreading Device Type
300A033ALO 1	Lateral Spreading Device Description
300A033CFL 1	Lateral Spreading Device Water Equivalent Thickness
300A0340IS 1	Number of Range Modulators	NumberOfRangeModulators
300A0342SQ 1	Range Modulator Sequence
300A0344IS 1	Range Modulator Number
300A0346SH 1	Range Modulator ID
300A0348CS 1	Range Modulator Type
300A034ALO 1	Range Modulator Description
300A034CSH 1	Beam Current Modulation ID
300A0350CS 1	Patient Support Type
300A0352SH 1	Patient Support ID
300A0354LO 1	Patient Support Accessory Code
300A0355LO 1	Tray Accessory Code
300A0356FL 1	Fixation Light Azimuthal Angle
300A0358FL 1	Fixation Light Polar Angle
300A035AFL 1	Meterset Rate
300A0360SQ 1	Range Shifter Settings Sequence
300A0362LO 1	Range Shifter Setting
300A0364FL 1	Isocenter to Range Shifter Distance	IsocenterToRangeShifterDistance
300A0366FL 1	Range Shifter Water Equivalent Thickness
300A0370SQ 1	Lateral Spreading Device Settings Sequence
300A0372LO 1	Lateral Spreading Device Setting
300A0374FL 1	Isocenter to Lateral Spreading Device Distance	IsocenterToLateralSpreadingDeviceDistance
300A0380SQ 1	Range Modulator Settings Sequence
300A0382FL 1	Range Modulator Gating Start Value
300A0384FL 1	Range Modulator Gating Stop Value
300A0386FL 1	Range Modulator Gating Start Water Equivalent Thickness
300A0388FL 1	Range Modulator Gating Stop Water Equivalent Thickness
300A038AFL 1	Isocenter to Range Modulator Distance	IsocenterToRangeModulatorDistance
300A038FFL 1-n	Scan Spot Time Offset
300A0390SH 1	Scan Spot Tune ID
300A0391IS 1-n	Scan Spot Prescribed Indices
300A0392IS 1	Number of Scan Spot Positions	NumberOfScanSpotPositions
300A0393CS 1	Scan Spot Reordered
300A0394FL 1-n	Scan Spot Position Map
300A0395CS 1	Scan Spot Reordering Allowed
300A0396FL 1-n	Scan Spot Meterset Weights
300A0398FL 2	Scanning Spot Size
300A0399FL 2-2n	Scan Spot Sizes Delivered
300A039AIS 1	Number of Paintings	NumberOfPaintings
300A03A0SQ 1	Ion Tolerance Table Sequence
300A03A2SQ 1	Ion Beam Sequence
300A03A4SQ 1	Ion Beam Limiting Device Sequence
300A03A6SQ 1	Ion Block Sequence
300A03A8SQ 1	Ion Control Point Sequence
300A03AASQ 1	Ion Wedge Sequence
300A03ACSQ 1	Ion Wedge Position Sequence
300A0401SQ 1	Referenced Setup Image Sequence
300A0402ST 1	Setup Image Comment
300A0410SQ 1	Motion Synchronization Sequence
300A0412FL 3	Control Point Orientation
300A0420SQ 1	General Accessory Sequence
300A0421SH 1	General Accessory ID
300A0422ST 1	General Accessory Description
300A0423CS 1	General Accessory Type
300A0424IS 1	General Accessory Number
300A0425FL 1	Source to General Accessory Distance	SourceToGeneralAccessoryDistance
300A0426DS 1	Isocenter to General Accessory Distance	IsocenterToGeneralAccessoryDistance
300A0431SQ 1	Applicator Geometry Sequence
300A0432CS 1	Applicator Aperture Shape
300A0433FL 1	Applicator Opening
300A0434FL 1	Applicator Opening X
300A0435FL 1	Applicator Opening Y
300A0436FL 1	Source to Applicator Mounting Position Distance	SourceToApplicatorMountingPositionDistance
300A0440IS 1	Number of Block Slab Items	NumberOfBlockSlabItems
300A0441SQ 1	Block Slab Sequence
300A0442DS 1	Block Slab Thickness
300A0443US 1	Block Slab Number
300A0450SQ 1	Device Motion Control Sequence
300A0451CS 1	Device Motion Execution Mode
300A0452CS 1	Device Motion Observation Mode
300A0453SQ 1	Device Motion Parameter Code Sequence
300A0501FL 1	Distal Depth Fraction
300A0502FL 1	Distal Depth
300A0503FL 2	Nominal Range Modulation Fractions
300A0504FL 2	Nominal Range Modulated Region Depths
300A0505SQ 1	Depth Dose Parameters Sequence
300A0506SQ 1	Delivered Depth Dose Parameters Sequence
300A0507FL 1	Delivered Distal Depth Fraction
300A0508FL 1	Delivered Distal Depth
300A0509FL 2	Delivered Nominal Range Modulation Fractions
300A0510FL 2	Delivered Nominal Range Modulated Region Depths
300A0511CS 1	Delivered Reference Dose Definition
300A0512CS 1	Reference Dose Definition
300A0600US 1	RT Control Point Index
300A0601US 1	Radiation Generation Mode Index
300A0602US 1	Referenced Defined Device Index
300A0603US 1	Radiation Dose Identification Index
300A0604US 1	Number of RT Control Points	NumberOfRTControlPoints
300A0605US 1	Referenced Radiation Generation Mode Index
300A0606US 1	Treatment Position Index
300A0607US 1	Referenced Device Index
300A0608LO 1	Treatment Position Group Label
300A0609UI 1	Treatment Position Group UID
300A060ASQ 1	Treatment Position Group Sequence
300A060BUS 1	Referenced Treatment Position Index
300A060CUS 1	Referenced Radiation Dose Identification Index
300A060DFD 1	RT Accessory Holder Water-Equivalent Thickness
300A060EUS 1	Referenced RT Accessory Holder Device Index
300A060FCS 1	RT Accessory Holder Slot Existence Flag
300A0610SQ 1	RT Accessory Holder Slot Sequence
300A0611LO 1	RT Accessory Holder Slot ID
300A0612FD 1	RT Accessory Holder Slot Distance
300A0613FD 1	RT Accessory Slot Distance
300A0614SQ 1	RT Accessory Holder Definition Sequence
300A0615LO 1	RT Accessory Device Slot ID
300A0616SQ 1	RT Radiation Sequence
300A0617SQ 1	Radiation Dose Sequence
300A0618SQ 1	Radiation Dose Identification Sequence
300A0619LO 1	Radiation Dose Identification Label
300A061ACS 1	Reference Dose Type
300A061BCS 1	Primary Dose Value Indicator
300A061CSQ 1	Dose Values Sequence
300A061DCS 1-n	Dose Value Purpose
300A061EFD 3	Reference Dose Point Coordinates
300A061FSQ 1	Radiation Dose Values Parameters Sequence
300A0620SQ 1	Meterset to Dose Mapping Sequence	MetersetToDoseMappingSequence
300A0621SQ 1	Expected In-Vivo Measurement Values Sequence
300A0622US 1	Expected In-Vivo Measurement Value Index
300A0623LO 1	Radiation Dose In-Vivo Measurement Label
300A0624FD 2	Radiation Dose Central Axis Displacement
300A0625FD 1	Radiation Dose Value
300A0626FD 1	Radiation Dose Source to Skin Distance	RadiationDoseSourceToSkinDistance
300A0627FD 3	Radiation Dose Measurement Point Coordinates
300A0628FD 1	Radiation Dose Source to External Contour Distance	RadiationDoseSourceToExternalContourDistance
300A0629SQ 1	RT Tolerance Set Sequence
300A062ALO 1	RT Tolerance Set Label
300A062BSQ 1	Attribute Tolerance Values Sequence
300A062CFD 1	Tolerance Value
300A062DSQ 1	Patient Support Position Tolerance Sequence
300A062EFD 1	Treatment Time Limit
300A062FSQ 1	C-Arm Photon-Electron Control Point Sequence
300A0630SQ 1	Referenced RT Radiation Sequence
300A0631SQ 1	Referenced RT Instance Sequence
300A0632SQR1	Referenced RT Patient Setup Sequence
300A0634FD 1	Source to Patient Surface Distance	SourceToPatientSurfaceDistance
300A0635SQ 1	Treatment Machine Special Mode Code Sequence
300A0636US 1	Intended Number of Fractions	IntendedNumberOfFractions
300A0637CS 1	RT Radiation Set Intent
300A0638CS 1	RT Radiation Physical and Geometric Content Detail Flag	RTRadiationPhysicalAndGeometricContentDetailFlag
300A0639CS 1	RT Record Flag
300A063ASQ 1	Treatment Device Identification Sequence
300A063BSQ 1	Referenced RT Physician Intent Sequence
300A063CFD 1	Cumulative Meterset
300A063DFD 1	Delivery Rate
300A063ESQ 1	Delivery Rate Unit Sequence
300A063FSQ 1	Treatment Position Sequence
300A0640FD 1	Radiation Source-Axis Distance
300A0641US 1	Number of RT Beam Limiting Devices	NumberOfRTBeamLimitingDevices
300A0642FD 1	RT Beam Limiting Device Proximal Distance
300A0643FD 1	RT Beam Limiting Device Distal Distance
300A0644SQ 1	Parallel RT Beam Delimiter Device Orientation Label Code Sequence
300A0645FD 1	Beam Modifier Orientation Angle
300A0646SQ 1	Fixed RT Beam Delimiter Device Sequence
300A0647SQ 1	Parallel RT Beam Delimiter Device Sequence
300A0648US 1	Number of Parallel RT Beam Delimiters	NumberOfParallelRTBeamDelimiters
300A0649FD 2-n	Parallel RT Beam Delimiter Boundaries
300A064AFD 2-n	Parallel RT Beam Delimiter Positions
300A064BFD 2	RT Beam Limiting Device Offset
300A064CSQ 1	RT Beam Delimiter Geometry Sequence
300A064DSQ 1	RT Beam Limiting Device Definition Sequence
300A064ECS 1	Parallel RT Beam Delimiter Opening Mode
300A064FCS 1-n	Parallel RT Beam Delimiter Leaf Mounting Side
300A0650UIR1	Patient Setup UID
300A0651SQ 1	Wedge Definition Sequence
300A0652FD 1	Radiation Beam Wedge Angle
300A0653FD 1	Radiation Beam Wedge Thin Edge Distance
300A0654FD 1	Radiation Beam Effective Wedge Angle
300A0655US 1	Number of Wedge Positions	NumberOfWedgePositions
300A0656SQ 1	RT Beam Limiting Device Opening Sequence
300A0657US 1	Number of RT Beam Limiting Device Openings	NumberOfRTBeamLimitingDeviceOpenings
300A0658SQ 1	Radiation Dosimeter Unit Sequence
300A0659SQ 1	RT Device Distance Reference Location Code Sequence
300A065ASQ 1	Radiation Device Configuration and Commissioning Key Sequence	RadiationDeviceConfigurationAndCommissioningKeySequence
300A065BSQ 1	Patient Support Position Parameter Sequence
300A065CCS 1	Patient Support Position Specification Method
300A065DSQ 1	Patient Support Position Device Parameter Sequence
300A065EUS 1	Device Order Index
300A065FUS 1	Patient Support Position Parameter Order Index
300A0660SQ 1	Patient Support Position Device Tolerance Sequence
300A0661US 1	Patient Support Position Tolerance Order Index
300A0662SQ 1	Compensator Definition Sequence
300A0663CS 1	Compensator Map Orientation
300A0664OF 1	Compensator Proximal Thickness Map
300A0665OF 1	Compensator Distal Thickness Map
300A0666FD 1	Compensator Base Plane Offset
300A0667SQ 1	Compensator Shape Fabrication Code Sequence
300A0668SQ 1	Compensator Shape Sequence
300A0669FD 1	Radiation Beam Compensator Milling Tool Diameter
300A066ASQ 1	Block Definition Sequence
300A066BOF 1	Block Edge Data
300A066CCS 1	Block Orientation
300A066DFD 1	Radiation Beam Block Thickness
300A066EFD 1	Radiation Beam Block Slab Thickness
300A066FSQ 1	Block Edge Data Sequence
300A0670US 1	Number of RT Accessory Holders	NumberOfRTAccessoryHolders
300A0671SQ 1	General Accessory Definition Sequence
300A0672US 1	Number of General Accessories	NumberOfGeneralAccessories
300A0673SQ 1	Bolus Definition Sequence
300A0674US 1	Number of Boluses	NumberOfBoluses
300A0675UI 1	Equipment Frame of Reference UID	EquipmentFrameOfReferenceUID
300A0676ST 1	Equipment Frame of Reference Description	EquipmentFrameOfReferenceDescription
300A0677SQ 1	Equipment Reference Point Coordinates Sequence
300A0678SQ 1	Equipment Reference Point Code Sequence
300A0679FD 1	RT Beam Limiting Device Angle
300A067AFD 1	Source Roll Angle
300A067BSQ 1	Radiation GenerationMode Sequence
300A067CSH 1	Radiation GenerationMode Label
300A067DST 1	Radiation GenerationMode Description
300A067ESQ 1	Radiation GenerationMode Machine Code Sequence
300A067FSQ 1	Radiation Type Code Sequence
300A0680DS 1	Nominal Energy
300A0681DS 1	Minimum Nominal Energy
300A0682DS 1	Maximum Nominal Energy
300A0683SQ 1	Radiation Fluence Modifier Code Sequence
300A0684SQ 1	Energy Unit Code Sequence
300A0685US 1	Number of Radiation GenerationModes	NumberOfRadiationGenerationModes
300A0686SQ 1	Patient Support Devices Sequence
300A0687US 1	Number of Patient Support Devices	NumberOfPatientSupportDevices
300A0688FD 1	RT Beam Modifier Definition Distance
300A0689SQ 1	Beam Area Limit Sequence
300A068ASQ 1	Referenced RT Prescription Sequence
300A068BCS 1	Dose Value Interpretation
300A0700UI 1	Treatment Session UID
300A0701CS 1	RT Radiation Usage
300A0702SQ 1	Referenced RT Radiation Set Sequence
300A0703SQ 1	Referenced RT Radiation Record Sequence
300A0704US 1	RT Radiation Set Delivery Number
300A0705US 1	Clinical Fraction Number
300A0706CS 1	RT Treatment Fraction Completion Status
300A0707CS 1	RT Radiation Set Usage
300A0708CS 1	Treatment Delivery Continuation Flag
300A0709CS 1	Treatment Record Content Origin
300A0714CS 1	RT Treatment Termination Status
300A0715SQ 1	RT Treatment Termination Reason Code Sequence
300A0716SQ 1	Machine-Specific Treatment Termination Code Sequence
300A0722SQ 1	RT Radiation Salvage Record Control Point Sequence
300A0723CS 1	Starting Meterset Value Known Flag
300A0730ST 1	Treatment Termination Description
300A0731SQ 1	Treatment Tolerance Violation Sequence
300A0732CS 1	Treatment Tolerance Violation Category
300A0733SQ 1	Treatment Tolerance Violation Attribute Sequence
300A0734ST 1	Treatment Tolerance Violation Description
300A0735ST 1	Treatment Tolerance Violation Identification
300A0736DT 1	Treatment Tolerance Violation DateTime
300A073ADT 1	Recorded RT Control Point DateTime
300A073BUS 1	Referenced Radiation RT Control Point Index
300A073ESQ 1	Alternate Value Sequence
300A073FSQ 1	Confirmation Sequence
300A0740SQ 1	Interlock Sequence
300A0741DT 1	Interlock DateTime
300A0742ST 1	Interlock Description
300A0743SQ 1	Interlock Originating Device Sequence
300A0744SQ 1	Interlock Code Sequence
300A0745SQ 1	Interlock Resolution Code Sequence
300A0746SQ 1	Interlock Resolution User Sequence
300A0760DT 1	Override DateTime
300A0761SQ 1	Treatment Tolerance Violation Type Code Sequence
300A0762SQ 1	Treatment Tolerance Violation Cause Code Sequence
300A0772SQ 1	Measured Meterset to Dose Mapping Sequence	MeasuredMetersetToDoseMappingSequence
300A0773US 1	Referenced Expected In-Vivo Measurement Value Index
300A0774SQ 1	Dose Measurement Device Code Sequence
300A0780SQ 1	Additional Parameter Recording Instance Sequence
300A0783ST 1	Interlock Origin Description
300A0784SQ 1	RT Patient Position Scope Sequence
300A0785UI 1	Referenced Treatment Position Group UID
300A0786US 1	Radiation Order Index
300A0787SQ 1	Omitted Radiation Sequence
300A0788SQ 1	Reason for Omission Code Sequence	ReasonForOmissionCodeSequence
300A0789SQ 1	RT Delivery Start Patient Position Sequence
300A078ASQ 1	RT Treatment Preparation Patient Position Sequence
300A078BSQ 1	Referenced RT Treatment Preparation Sequence
300A078CSQ 1	Referenced Patient Setup Photo Sequence
300A078DSQ 1	Patient Treatment Preparation Method Code Sequence
300A078ELT 1	Patient Treatment Preparation Procedure Parameter Description
300A078FSQ 1	Patient Treatment Preparation Device Sequence
300A0790SQ 1	Patient Treatment Preparation Procedure Sequence
300A0791SQ 1	Patient Treatment Preparation Procedure Code Sequence
300A0792LT 1	Patient Treatment Preparation Method Description
300A0793SQ 1	Patient Treatment Preparation Procedure Parameter Sequence
300A0794LT 1	Patient Setup Photo Description
300A0795US 1	Patient Treatment Preparation Procedure Index
300A0796US 1	Referenced Patient Setup Procedure Index
300A0797SQ 1	RT Radiation Task Sequence
300A0798SQ 1	RT Patient Position Displacement Sequence
300A0799SQ 1	RT Patient Position Sequence
300A079ALO 1	Displacement Reference Label
300A079BFD 16	Displacement Matrix
300A079CSQ 1	Patient Support Displacement Sequence
300A079DSQ 1	Displacement Reference Location Code Sequence
300A079ECS 1	RT Radiation Set Delivery Usage
300A079FSQ 1	Patient Treatment Preparation Sequence
300A07A0SQ 1	Patient to Equipment Relationship Sequence	PatientToEquipmentRelationshipSequence
300A07A1SQ 1	Imaging Equipment to Treatment Delivery Device Relationship Sequence	ImagingEquipmentToTreatmentDeliveryDeviceRelationshipSequence
300C0002SQ 1	Referenced RT Plan Sequence
300C0004SQ 1	Referenced Beam Sequence
300C0006IS 1	Referenced Beam Number
300C0007IS 1	Referenced Reference Image Number
300C0008DS 1	Start Cumulative Meterset Weight
300C0009DS 1	End Cumulative Meterset Weight
300C000ASQ 1	Referenced Brachy Application Setup Sequence
300C000CIS 1	Referenced Brachy Application Setup Number
300C000EIS 1	Referenced Source Number
300C0020SQ 1	Referenced Fraction Group Sequence
300C0022IS 1	Referenced Fraction Group Number
300C0040SQ 1	Referenced Verification Image Sequence
300C0042SQ 1	Referenced Reference Image Sequence
300C0050SQ 1	Referenced Dose Reference Sequence
300C0051IS 1	Referenced Dose Reference Number
300C0055SQ 1	Brachy Referenced Dose Reference Sequence
300C0060SQ 1	Referenced Structure Set Sequence
300C006AIS 1	Referenced Patient Setup Number
300C0080SQ 1	Referenced Dose Sequence
300C00A0IS 1	Referenced Tolerance Table Number
300C00B0SQ 1	Referenced Bolus Sequence
300C00C0IS 1	Referenced Wedge Number
300C00D0IS 1	Referenced Compensator Number
300C00E0IS 1	Referenced Block Number
300C00F0IS 1	Referenced Control Point Index
300C00F2SQ 1	Referenced Control Point Sequence
300C00F4IS 1	Referenced Start Control Point Index
300C00F6IS 1	Referenced Stop Control Point Index
300C0100IS 1	Referenced Range Shifter Number
300C0102IS 1	Referenced Lateral Spreading Device Number
300C0104IS 1	Referenced Range Modulator Number
300C0111SQ 1	Omitted Beam Task Sequence
300C0112CS 1	Reason for Omission	ReasonForOmission
300C0113LO 1	Reason for Omission Description	ReasonForOmissionDescription
300C0114SQ 1	Prescription Overview Sequence
300C0115FL 1	Total Prescription Dose
300C0116SQ 1	Plan Overview Sequence
300C0117US 1	Plan Overview Index
300C0118US 1	Referenced Plan Overview Index
300C0119US 1	Number of Fractions Included	NumberOfFractionsIncluded
300C0120SQ 1	Dose Calibration Conditions Sequence
300C0121FD 1	Absorbed Dose to Meterset Ratio	AbsorbedDoseToMetersetRatio
300C0122FD 2	Delineated Radiation Field Size
300C0123CS 1	Dose Calibration Conditions Verified Flag
300C0124FD 1	Calibration Reference Point Depth
300C0125SQ 1	Gating Beam Hold Transition Sequence
300C0126CS 1	Beam Hold Transition
300C0127DT 1	Beam Hold Transition DateTime
300C0128SQ 1	Beam Hold Originating Device Sequence
300C0129CS 1	Beam Hold Transition Trigger Source
300E0002CS 1	Approval Status
300E0004DA 1	Review Date
300E0005TM 1	Review Time
300E0008PN 1	Reviewer Name
30100001SQ 1	Radiobiological Dose Effect Sequence
30100002CS 1	Radiobiological Dose Effect Flag
30100003SQ 1	Effective Dose Calculation Method Category Code Sequence
30100004SQ 1	Effective Dose Calculation Method Code Sequence
30100005LO 1	Effective Dose Calculation Method Description
30100006UI 1	Conceptual Volume UID
30100007SQ 1	Originating SOP Instance Reference Sequence
30100008SQ 1	Conceptual Volume Constituent Sequence
30100009SQ 1	Equivalent Conceptual Volume Instance Reference Sequence
3010000ASQ 1	Equivalent Conceptual Volumes Sequence
3010000BUI 1	Referenced Conceptual Volume UID
3010000CUT 1	Conceptual Volume Combination Expression
3010000DUS 1	Conceptual Volume Constituent Index
3010000ECS 1	Conceptual Volume Combination Flag
3010000FST 1	Conceptual Volume Combination Description
30100010CS 1	Conceptual Volume Segmentation Defined Flag
30100011SQ 1	Conceptual Volume Segmentation Reference Sequence
30100012SQ 1	Conceptual Volume Constituent Segmentation Reference Sequence
30100013UI 1	Constituent Conceptual Volume UID
30100014SQ 1	Derivation Conceptual Volume Sequence
30100015UI 1	Source Conceptual Volume UID
30100016SQ 1	Conceptual Volume Derivation Algorithm Sequence
30100017ST 1	Conceptual Volume Description
30100018SQ 1	Source Conceptual Volume Sequence
30100019SQ 1	Author Identification Sequence
3010001ALO 1	Manufacturer's Model Version	ManufacturerModelVersion
3010001BUC 1	Device Alternate Identifier
3010001CCS 1	Device Alternate Identifier Type
3010001DLT 1	Device Alternate Identifier Format
3010001ELO 1	Segmentation Creation Template Label
3010001FUI 1	Segmentation Template UID
30100020US 1	Referenced Segment Reference Index
30100021SQ 1	Segment Reference Sequence
30100022US 1	Segment Reference Index
30100023SQ 1	Direct Segment Reference Sequence
30100024SQ 1	Combination Segment Reference Sequence
30100025SQ 1	Conceptual Volume Sequence
30100026SQ 1	Segmented RT Accessory Device Sequence
30100027SQ 1	Segment Characteristics Sequence
30100028SQ 1	Related Segment Characteristics Sequence
30100029US 1	Segment Characteristics Precedence
3010002ASQ 1	RT Segment Annotation Sequence
3010002BSQ 1	Segment Annotation Category Code Sequence
3010002CSQ 1	Segment Annotation Type Code Sequence
3010002DLO 1	Device Label
3010002ESQ 1	Device Type Code Sequence
3010002FSQ 1	Segment Annotation Type Modifier Code Sequence
30100030SQ 1	Patient Equipment Relationship Code Sequence
30100031UI 1	Referenced Fiducials UID
30100032SQ 1	Patient Treatment Orientation Sequence
30100033SH 1	User Content Label
30100034LO 1	User Content Long Label
30100035SH 1	Entity Label
30100036LO 1	Entity Name
30100037ST 1	Entity Description
30100038LO 1	Entity Long Label
30100039US 1	Device Index
3010003AUS 1	RT Treatment Phase Index
3010003BUI 1	RT Treatment Phase UID
3010003CUS 1	RT Prescription Index
3010003DUS 1	RT Segment Annotation Index
3010003EUS 1	Basis RT Treatment Phase Index
3010003FUS 1	Related RT Treatment Phase Index
30100040US 1	Referenced RT Treatment Phase Index
30100041US 1	Referenced RT Prescription Index
30100042US 1	Referenced Parent RT Prescription Index
30100043ST 1	Manufacturer's Device Identifier	ManufacturerDeviceIdentifier
30100044SQ 1	Instance-Level Referenced Performed Procedure Step Sequence
30100045CS 1	RT Treatment Phase Intent Presence Flag
30100046CS 1	Radiotherapy Treatment Type
30100047CS 1-n	Teletherapy Radiation Type
30100048CS 1-n	Brachytherapy Source Type
30100049SQ 1	Referenced RT Treatment Phase Sequence
3010004ASQ 1	Referenced Direct Segment Instance Sequence
3010004BSQ 1	Intended RT Treatment Phase Sequence
3010004CDA 1	Intended Phase Start Date
3010004DDA 1	Intended Phase End Date
3010004ESQ 1	RT Treatment Phase Interval Sequence
3010004FCS 1	Temporal Relationship Interval Anchor
30100050FD 1	Minimum Number of Interval Days	MinimumNumberOfIntervalDays
30100051FD 1	Maximum Number of Interval Days	MaximumNumberOfIntervalDays
30100052UI 1-n	Pertinent SOP Classes in Study	PertinentSOPClassesInStudy
30100053UI 1-n	Pertinent SOP Classes in Series	PertinentSOPClassesInSeries
30100054LO 1	RT Prescription Label
30100055SQ 1	RT Physician Intent Predecessor Sequence
30100056LO 1	RT Treatment Approach Label
30100057SQ 1	RT Physician Intent Sequence
30100058US 1	RT Physician Intent Index
30100059CS 1	RT Treatment Intent Type
3010005AUT 1	RT Physician Intent Narrative
3010005BSQ 1	RT Protocol Code Sequence
3010005CST 1	Reason for Superseding	ReasonForSuperseding
3010005DSQ 1	RT Diagnosis Code Sequence
3010005EUS 1	Referenced RT Physician Intent Index
3010005FSQ 1	RT Physician Intent Input Instance Sequence
30100060SQ 1	RT Anatomic Prescription Sequence
30100061UT 1	Prior Treatment Dose Description
30100062SQ 1	Prior Treatment Reference Sequence
30100063CS 1	Dosimetric Objective Evaluation Scope
30100064SQ 1	Therapeutic Role Category Code Sequence
30100065SQ 1	Therapeutic Role Type Code Sequence
30100066US 1	Conceptual Volume Optimization Precedence
30100067SQ 1	Conceptual Volume Category Code Sequence
30100068CS 1	Conceptual Volume Blocking Constraint
30100069SQ 1	Conceptual Volume Type Code Sequence
3010006ASQ 1	Conceptual Volume Type Modifier Code Sequence
3010006BSQ 1	RT Prescription Sequence
3010006CSQ 1	Dosimetric Objective Sequence
3010006DSQ 1	Dosimetric Objective Type Code Sequence
3010006EUI 1	Dosimetric Objective UID
3010006FUI 1	Referenced Dosimetric Objective UID
30100070SQ 1	Dosimetric Objective Parameter Sequence
30100071SQ 1	Referenced Dosimetric Objectives Sequence
30100073CS 1	Absolute Dosimetric Objective Flag
30100074FD 1	Dosimetric Objective Weight
30100075CS 1	Dosimetric Objective Purpose
30100076SQ 1	Planning Input Information Sequence
30100077LO 1	Treatment Site
30100078SQ 1	Treatment Site Code Sequence
30100079SQ 1	Fraction Pattern Sequence
3010007AUT 1	Treatment Technique Notes
3010007BUT 1	Prescription Notes
3010007CIS 1	Number of Interval Fractions	NumberOfIntervalFractions
3010007DUS 1	Number of Fractions	NumberOfFractions
3010007EUS 1	Intended Delivery Duration
3010007FUT 1	Fractionation Notes
30100080SQ 1	RT Treatment Technique Code Sequence
30100081SQ 1	Prescription Notes Sequence
30100082SQ 1	Fraction-Based Relationship Sequence
30100083CS 1	Fraction-Based Relationship Interval Anchor
30100084FD 1	Minimum Hours between Fractions	MinimumHoursBetweenFractions
30100085TM 1-n	Intended Fraction Start Time
30100086LT 1	Intended Start Day of Week	IntendedStartDayOfWeek
30100087SQ 1	Weekday Fraction Pattern Sequence
30100088SQ 1	Delivery Time Structure Code Sequence
30100089SQ 1	Treatment Site Modifier Code Sequence
30100090CSR1	Robotic Base Location Indicator
30100091SQ 1	Robotic Path Node Set Code Sequence
30100092UL 1	Robotic Node Identifier
30100093FD 3	RT Treatment Source Coordinates
30100094FD 1	Radiation Source Coordinate SystemYaw Angle
30100095FD 1	Radiation Source Coordinate SystemRoll Angle
30100096FD 1	Radiation Source Coordinate System Pitch Angle
30100097SQ 1	Robotic Path Control Point Sequence
30100098SQ 1	Tomotherapeutic Control Point Sequence
30100099FD 1-n	Tomotherapeutic Leaf Open Durations
3010009AFD 1-n	Tomotherapeutic Leaf Initial Closed Durations
301000A0SQ 1	Conceptual Volume Identification Sequence
40000010LTR1	Arbitrary
40004000LTR1	Text Comments
40080040SHR1	Results ID
40080042LOR1	Results ID Issuer
40080050SQR1	Referenced Interpretation Sequence
400800FFCSR1	Report Production Status (Trial)
40080100DAR1	Interpretation Recorded Date
40080101TMR1	Interpretation Recorded Time
40080102PNR1	Interpretation Recorder
40080103LOR1	Reference to Recorded Sound	ReferenceToRecordedSound
40080108DAR1	Interpretation Transcription Date
40080109TMR1	Interpretation Transcription Time
4008010APNR1	Interpretation Transcriber
4008010BSTR1	Interpretation Text
4008010CPNR1	Interpretation Author
40080111SQR1	Interpretation Approver Sequence
40080112DAR1	Interpretation Approval Date
40080113TMR1	Interpretation Approval Time
40080114PNR1	Physician Approving Interpretation
40080115LTR1	Interpretation Diagnosis Description
40080117SQR1	Interpretation Diagnosis Code Sequence
40080118SQR1	Results Distribution List Sequence
40080119PNR1	Distribution Name
4008011ALOR1	Distribution Address
40080200SHR1	Interpretation ID
40080202LOR1	Interpretation ID Issuer
40080210CSR1	Interpretation Type ID
40080212CSR1	Interpretation Status ID
40080300STR1	Impressions
40084000STR1	Results Comments
40100001CS 1	Low Energy Detectors
40100002CS 1	High Energy Detectors
40100004SQ 1	Detector Geometry Sequence
40101001SQ 1	Threat ROI Voxel Sequence
40101004FL 3	Threat ROI Base
40101005FL 3	Threat ROI Extents
40101006OB 1	Threat ROI Bitmap
40101007SH 1	Route Segment ID
40101008CS 1	Gantry Type
40101009CS 1	OOI Owner Type
4010100ASQ 1	Route Segment Sequence
40101010US 1	Potential Threat Object ID
40101011SQ 1	Threat Sequence
40101012CS 1	Threat Category
40101013LT 1	Threat Category Description
40101014CS 1	ATD Ability Assessment
40101015CS 1	ATD Assessment Flag
40101016FL 1	ATD Assessment Probability
40101017FL 1	Mass
40101018FL 1	Density
40101019FL 1	Z Effective
4010101ASH 1	Boarding Pass ID
4010101BFL 3	Center of Mass	CenterOfMass
4010101CFL 3	Center of PTO	CenterOfPTO
4010101DFL 6-n	Bounding Polygon
4010101ESH 1	Route Segment Start Location ID
4010101FSH 1	Route Segment End Location ID
40101020CS 1	Route Segment Location ID Type
40101021CS 1-n	Abort Reason
40101023FL 1	Volume of PTO	VolumeOfPTO
40101024CS 1	Abort Flag
40101025DT 1	Route Segment Start Time
40101026DT 1	Route Segment End Time
40101027CS 1	TDR Type
40101028CS 1	International Route Segment
40101029LO 1-n	Threat Detection Algorithm and Version	ThreatDetectionAlgorithmAndVersion
4010102ASH 1	Assigned Location
4010102BDT 1	Alarm Decision Time
40101031CS 1	Alarm Decision
40101033US 1	Number of Total Objects	NumberOfTotalObjects
40101034US 1	Number of Alarm Objects	NumberOfAlarmObjects
40101037SQ 1	PTO Representation Sequence
40101038SQ 1	ATD Assessment Sequence
40101039CS 1	TIP Type
4010103ACS 1	DICOS Version
40101041DT 1	OOI Owner Creation Time
40101042CS 1	OOI Type
40101043FL 3	OOI Size
40101044CS 1	Acquisition Status
40101045SQ 1	Basis Materials Code Sequence
40101046CS 1	Phantom Type
40101047SQ 1	OOI Owner Sequence
40101048CS 1	Scan Type
40101051LO 1	Itinerary ID
40101052SH 1	Itinerary ID Type
40101053LO 1	Itinerary ID Assigning Authority
40101054SH 1	Route ID
40101055SH 1	Route ID Assigning Authority
40101056CS 1	Inbound Arrival Type
40101058SH 1	Carrier ID
40101059CS 1	Carrier ID Assigning Authority
40101060FL 3	Source Orientation
40101061FL 3	Source Position
40101062FL 1	Belt Height
40101064SQ 1	Algorithm Routing Code Sequence
40101067CS 1	Transport Classification
40101068LT 1	OOI Type Descriptor
40101069FL 1	Total Processing Time
4010106COB 1	Detector Calibration Data
4010106DCS 1	Additional Screening Performed
4010106ECS 1	Additional Inspection Selection Criteria
4010106FSQ 1	Additional Inspection Method Sequence
40101070CS 1	AIT Device Type
40101071SQ 1	QR Measurements Sequence
40101072SQ 1	Target Material Sequence
40101073FD 1	SNR Threshold
40101075DS 1	Image Scale Representation
40101076SQ 1	Referenced PTO Sequence
40101077SQ 1	Referenced TDR Instance Sequence
40101078ST 1	PTO Location Description
40101079SQ 1	Anomaly Locator Indicator Sequence
4010107AFL 3	Anomaly Locator Indicator
4010107BSQ 1	PTO Region Sequence
4010107CCS 1	Inspection Selection Criteria
4010107DSQ 1	Secondary Inspection Method Sequence
4010107EDS 6	PRCS to RCS Orientation	PRCSToRCSOrientation
4FFE0001SQ 1	MAC Parameters Sequence
52009229SQ 1	Shared Functional Groups Sequence
52009230SQ 1	Per-Frame Functional Groups Sequence
54000100SQ 1	Waveform Sequence
54000110OX 1	Channel Minimum Value
54000112OX 1	Channel Maximum Value
54001004US 1	Waveform Bits Allocated
54001006CS 1	Waveform Sample Interpretation
5400100AOX 1	Waveform Padding Value
54001010OX 1	Waveform Data
56000010OF 1	First Order Phase Correction Angle
56000020OF 1	Spectroscopy Data
7FE00001OV 1	Extended Offset Table
7FE00002OV 1	Extended Offset Table Lengths
7FE00003UV 1	Encapsulated Pixel Data Value Total Length
7FE00008OF 1	Float Pixel Data
7FE00009OD 1	Double Float Pixel Data
7FE00010OX 1	Pixel Data
7FE00020OWR1	Coefficients SDVN
7FE00030OWR1	Coefficients SDHN
7FE00040OWR1	Coefficients SDDN
FFFAFFFASQ 1	Digital Signatures Sequence
FFFCFFFCOB 1	Data Set Trailing Padding
FFFEE000-- 1	Item
FFFEE00D-- 1	Item Delimitation Item
FFFEE0DD-- 1	Sequence Delimitation Item
"""#

    /// The same for groups that repeat; x stands for any digit.
    static let repeatingElements: String = #"""
002031xxCSR1-n	Source Image IDs
002804x0USR1	Rows For Nth Order Coefficients
002804x1USR1	Columns For Nth Order Coefficients
002804x2LOR1-n	Coefficient Coding
002804x3ATR1-n	Coefficient Coding Pointers
002808x0CSR1-n	Code Label
002808x2USR1	Number of Tables	NumberOfTables
002808x3ATR1-n	Code Table Location
002808x4USR1	Bits For Code Word
002808x8ATR1-n	Image Data Location
1000xxx0USR3	Escape Triplet
1000xxx1USR3	Run Length Triplet
1000xxx2USR1	Huffman Table Size
1000xxx3USR3	Huffman Table Triplet
1000xxx4USR1	Shift Table Size
1000xxx5USR3	Shift Table Triplet
1010xxxxUSR1-n	Zonal Map
50xx0005USR1	Curve Dimensions
50xx0010USR1	Number of Points	NumberOfPoints
50xx0020CSR1	Type of Data	TypeOfData
50xx0022LOR1	Curve Description
50xx0030SHR1-n	Axis Units
50xx0040SHR1-n	Axis Labels
50xx0103USR1	Data Value Representation
50xx0104USR1-n	Minimum Coordinate Value
50xx0105USR1-n	Maximum Coordinate Value
50xx0106SHR1-n	Curve Range
50xx0110USR1-n	Curve Data Descriptor
50xx0112USR1-n	Coordinate Start Value
50xx0114USR1-n	Coordinate Step Value
50xx1001CSR1	Curve Activation Layer
50xx2000USR1	Audio Type
50xx2002USR1	Audio Sample Format
50xx2004USR1	Number of Channels	NumberOfChannels
50xx2006ULR1	Number of Samples	NumberOfSamples
50xx2008ULR1	Sample Rate
50xx200AULR1	Total Time
50xx200COXR1	Audio Sample Data
50xx200ELTR1	Audio Comments
50xx2500LOR1	Curve Label
50xx2600SQR1	Curve Referenced Overlay Sequence
50xx2610USR1	Curve Referenced Overlay Group
50xx3000OXR1	Curve Data
60xx0010US 1	Overlay Rows
60xx0011US 1	Overlay Columns
60xx0012USR1	Overlay Planes
60xx0015IS 1	Number of Frames in Overlay	NumberOfFramesInOverlay
60xx0022LO 1	Overlay Description
60xx0040CS 1	Overlay Type
60xx0045LO 1	Overlay Subtype
60xx0050SS 2	Overlay Origin
60xx0051US 1	Image Frame Origin
60xx0052USR1	Overlay Plane Origin
60xx0060CSR1	Overlay Compression Code
60xx0061SHR1	Overlay Compression Originator
60xx0062SHR1	Overlay Compression Label
60xx0063CSR1	Overlay Compression Description
60xx0066ATR1-n	Overlay Compression Step Pointers
60xx0068USR1	Overlay Repeat Interval
60xx0069USR1	Overlay Bits Grouped
60xx0100US 1	Overlay Bits Allocated
60xx0102US 1	Overlay Bit Position
60xx0110CSR1	Overlay Format
60xx0200USR1	Overlay Location
60xx0800CSR1-n	Overlay Code Label
60xx0802USR1	Overlay Number of Tables	OverlayNumberOfTables
60xx0803ATR1-n	Overlay Code Table Location
60xx0804USR1	Overlay Bits For Code Word
60xx1001CS 1	Overlay Activation Layer
60xx1100USR1	Overlay Descriptor - Gray
60xx1101USR1	Overlay Descriptor - Red
60xx1102USR1	Overlay Descriptor - Green
60xx1103USR1	Overlay Descriptor - Blue
60xx1200USR1-n	Overlays - Gray
60xx1201USR1-n	Overlays - Red
60xx1202USR1-n	Overlays - Green
60xx1203USR1-n	Overlays - Blue
60xx1301IS 1	ROI Area
60xx1302DS 1	ROI Mean
60xx1303DS 1	ROI Standard Deviation
60xx1500LO 1	Overlay Label
60xx3000OX 1	Overlay Data
60xx4000LTR1	Overlay Comments
7Fxx0010OXR1	Variable Pixel Data
7Fxx0011USR1	Variable Next Data Group
7Fxx0020OWR1	Variable Coefficients SDVN
7Fxx0030OWR1	Variable Coefficients SDHN
7Fxx0040OWR1	Variable Coefficients SDDN
"""#
}
