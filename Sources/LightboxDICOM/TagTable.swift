/// The elements that Lightbox names, with the VR and keyword of PS3.6.
enum TagTable {
    struct Entry: Sendable {
        let tag: Tag
        let vr: VR
        let keyword: String
    }

    /// The entry of `tag`, or `nil` for an element that we do not name.
    static func entry(for tag: Tag) -> Entry? {
        let index = codes.span.firstIndex(notBelow: tag.code)
        return index < codes.count && codes[index] == tag.code ? entries[index] : nil
    }

    /// Whether any entry is of that group, so that others, private ones above all, are passed over quickly.
    static func hasGroup(_ group: UInt16) -> Bool { groups[Int(group >> 6)] >> UInt64(group & 63) & 1 != 0 }

    private static let groups: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 1024)
        for entry in entries { bits[Int(entry.tag.group >> 6)] |= 1 << UInt64(entry.tag.group & 63) }
        return bits
    }()

    static func isSequence(_ tag: Tag) -> Bool { entry(for: tag)?.vr == .SQ }

    /// The codes of all entries, in ascending order.
    static let codes = entries.map(\.tag.code)

    /// In ascending order of the tags.
    static let entries: [Entry] = [
        e(.mediaStorageSOPClassUID, .UI, "MediaStorageSOPClassUID"),
        e(.mediaStorageSOPInstanceUID, .UI, "MediaStorageSOPInstanceUID"),
        e(.transferSyntaxUID, .UI, "TransferSyntaxUID"),
        e(.specificCharacterSet, .CS, "SpecificCharacterSet"),
        e(.imageType, .CS, "ImageType"),
        e(.sopClassUID, .UI, "SOPClassUID"),
        e(.sopInstanceUID, .UI, "SOPInstanceUID"),
        e(.studyDate, .DA, "StudyDate"),
        e(.seriesDate, .DA, "SeriesDate"),
        e(.acquisitionDate, .DA, "AcquisitionDate"),
        e(.contentDate, .DA, "ContentDate"),
        e(.studyTime, .TM, "StudyTime"),
        e(.seriesTime, .TM, "SeriesTime"),
        e(.acquisitionTime, .TM, "AcquisitionTime"),
        e(.contentTime, .TM, "ContentTime"),
        e(.accessionNumber, .SH, "AccessionNumber"),
        e(.modality, .CS, "Modality"),
        e(.conversionType, .CS, "ConversionType"),
        e(.presentationIntentType, .CS, "PresentationIntentType"),
        e(.manufacturer, .LO, "Manufacturer"),
        e(.studyDescription, .LO, "StudyDescription"),
        e(.seriesDescription, .LO, "SeriesDescription"),
        e(.manufacturerModelName, .LO, "ManufacturerModelName"),
        e(.frameType, .CS, "FrameType"),
        e(.complexImageComponent, .CS, "ComplexImageComponent"),
        e(.patientID, .LO, "PatientID"),
        e(.patientSex, .CS, "PatientSex"),
        e(.patientAge, .AS, "PatientAge"),
        e(.patientSize, .DS, "PatientSize"),
        e(.patientWeight, .DS, "PatientWeight"),
        e(.patientIdentityRemoved, .CS, "PatientIdentityRemoved"),
        e(.contrastBolusAgent, .LO, "ContrastBolusAgent"),
        e(.bodyPartExamined, .CS, "BodyPartExamined"),
        e(.scanningSequence, .CS, "ScanningSequence"),
        e(.sequenceVariant, .CS, "SequenceVariant"),
        e(.scanOptions, .CS, "ScanOptions"),
        e(.mrAcquisitionType, .CS, "MRAcquisitionType"),
        e(.sequenceName, .SH, "SequenceName"),
        e(.sliceThickness, .DS, "SliceThickness"),
        e(.kvp, .DS, "KVP"),
        e(.repetitionTime, .DS, "RepetitionTime"),
        e(.echoTime, .DS, "EchoTime"),
        e(.inversionTime, .DS, "InversionTime"),
        e(.imagingFrequency, .DS, "ImagingFrequency"),
        e(.echoNumbers, .IS, "EchoNumbers"),
        e(.magneticFieldStrength, .DS, "MagneticFieldStrength"),
        e(.spacingBetweenSlices, .DS, "SpacingBetweenSlices"),
        e(.echoTrainLength, .IS, "EchoTrainLength"),
        e(.protocolName, .LO, "ProtocolName"),
        e(.spatialResolution, .DS, "SpatialResolution"),
        e(.triggerTime, .DS, "TriggerTime"),
        e(.frameTime, .DS, "FrameTime"),
        e(.reconstructionDiameter, .DS, "ReconstructionDiameter"),
        e(.estimatedRadiographicMagnificationFactor, .DS, "EstimatedRadiographicMagnificationFactor"),
        e(.gantryDetectorTilt, .DS, "GantryDetectorTilt"),
        e(.xRayTubeCurrent, .IS, "XRayTubeCurrent"),
        e(.exposure, .IS, "Exposure"),
        e(.imagerPixelSpacing, .DS, "ImagerPixelSpacing"),
        e(.convolutionKernel, .SH, "ConvolutionKernel"),
        e(.flipAngle, .DS, "FlipAngle"),
        e(.nominalScannedPixelSpacing, .DS, "NominalScannedPixelSpacing"),
        e(.patientPosition, .CS, "PatientPosition"),
        e(.viewPosition, .CS, "ViewPosition"),
        e(.physicalDeltaX, .FD, "PhysicalDeltaX"),
        e(.physicalDeltaY, .FD, "PhysicalDeltaY"),
        e(.diffusionGradientDirectionSequence, .SQ, "DiffusionGradientDirectionSequence"),
        e(.effectiveEchoTime, .FD, "EffectiveEchoTime"),
        e(.diffusionBValue, .FD, "DiffusionBValue"),
        e(.diffusionGradientOrientation, .FD, "DiffusionGradientOrientation"),
        e(.mrTimingAndRelatedParametersSequence, .SQ, "MRTimingAndRelatedParametersSequence"),
        e(.mrEchoSequence, .SQ, "MREchoSequence"),
        e(.mrDiffusionSequence, .SQ, "MRDiffusionSequence"),
        e(.mrImageFrameTypeSequence, .SQ, "MRImageFrameTypeSequence"),
        e(.studyInstanceUID, .UI, "StudyInstanceUID"),
        e(.seriesInstanceUID, .UI, "SeriesInstanceUID"),
        e(.studyID, .SH, "StudyID"),
        e(.seriesNumber, .IS, "SeriesNumber"),
        e(.acquisitionNumber, .IS, "AcquisitionNumber"),
        e(.instanceNumber, .IS, "InstanceNumber"),
        e(.patientOrientation, .CS, "PatientOrientation"),
        e(.imagePositionPatient, .DS, "ImagePositionPatient"),
        e(.imageOrientationPatient, .DS, "ImageOrientationPatient"),
        e(.frameOfReferenceUID, .UI, "FrameOfReferenceUID"),
        e(.laterality, .CS, "Laterality"),
        e(.imageLaterality, .CS, "ImageLaterality"),
        e(.temporalPositionIdentifier, .IS, "TemporalPositionIdentifier"),
        e(.numberOfTemporalPositions, .IS, "NumberOfTemporalPositions"),
        e(.temporalResolution, .DS, "TemporalResolution"),
        e(.imagesInAcquisition, .IS, "ImagesInAcquisition"),
        e(.sliceLocation, .DS, "SliceLocation"),
        e(.stackID, .SH, "StackID"),
        e(.inStackPositionNumber, .UL, "InStackPositionNumber"),
        e(.frameContentSequence, .SQ, "FrameContentSequence"),
        e(.planePositionSequence, .SQ, "PlanePositionSequence"),
        e(.planeOrientationSequence, .SQ, "PlaneOrientationSequence"),
        e(.temporalPositionIndex, .UL, "TemporalPositionIndex"),
        e(.dimensionIndexValues, .UL, "DimensionIndexValues"),
        e(.concatenationUID, .UI, "ConcatenationUID"),
        e(.concatenationFrameOffsetNumber, .UL, "ConcatenationFrameOffsetNumber"),
        e(.dimensionOrganizationType, .CS, "DimensionOrganizationType"),
        e(.samplesPerPixel, .US, "SamplesPerPixel"),
        e(.photometricInterpretation, .CS, "PhotometricInterpretation"),
        e(.planarConfiguration, .US, "PlanarConfiguration"),
        e(.numberOfFrames, .IS, "NumberOfFrames"),
        e(.rows, .US, "Rows"),
        e(.columns, .US, "Columns"),
        e(.pixelSpacing, .DS, "PixelSpacing"),
        e(.pixelAspectRatio, .IS, "PixelAspectRatio"),
        e(.bitsAllocated, .US, "BitsAllocated"),
        e(.bitsStored, .US, "BitsStored"),
        e(.highBit, .US, "HighBit"),
        e(.pixelRepresentation, .US, "PixelRepresentation"),
        e(.pixelPaddingValue, .US, "PixelPaddingValue"),
        e(.pixelPaddingRangeLimit, .US, "PixelPaddingRangeLimit"),
        e(.burnedInAnnotation, .CS, "BurnedInAnnotation"),
        e(.pixelIntensityRelationship, .CS, "PixelIntensityRelationship"),
        e(.windowCenter, .DS, "WindowCenter"),
        e(.windowWidth, .DS, "WindowWidth"),
        e(.rescaleIntercept, .DS, "RescaleIntercept"),
        e(.rescaleSlope, .DS, "RescaleSlope"),
        e(.rescaleType, .LO, "RescaleType"),
        e(.voilutFunction, .CS, "VOILUTFunction"),
        e(.redPaletteColorLookupTableDescriptor, .US, "RedPaletteColorLookupTableDescriptor"),
        e(.greenPaletteColorLookupTableDescriptor, .US, "GreenPaletteColorLookupTableDescriptor"),
        e(.bluePaletteColorLookupTableDescriptor, .US, "BluePaletteColorLookupTableDescriptor"),
        e(.redPaletteColorLookupTableData, .OW, "RedPaletteColorLookupTableData"),
        e(.greenPaletteColorLookupTableData, .OW, "GreenPaletteColorLookupTableData"),
        e(.bluePaletteColorLookupTableData, .OW, "BluePaletteColorLookupTableData"),
        e(.segmentedRedPaletteColorLookupTableData, .OW, "SegmentedRedPaletteColorLookupTableData"),
        e(.lossyImageCompression, .CS, "LossyImageCompression"),
        e(.modalityLUTSequence, .SQ, "ModalityLUTSequence"),
        e(.voilutSequence, .SQ, "VOILUTSequence"),
        e(.pixelMeasuresSequence, .SQ, "PixelMeasuresSequence"),
        e(.frameVOILUTSequence, .SQ, "FrameVOILUTSequence"),
        e(.pixelValueTransformationSequence, .SQ, "PixelValueTransformationSequence"),
        e(.zOffsetInSlideCoordinateSystem, .DS, "ZOffsetInSlideCoordinateSystem"),
        e(.realWorldValueMappingSequence, .SQ, "RealWorldValueMappingSequence"),
        e(.totalPixelMatrixColumns, .UL, "TotalPixelMatrixColumns"),
        e(.totalPixelMatrixRows, .UL, "TotalPixelMatrixRows"),
        e(.opticalPathIdentifier, .SH, "OpticalPathIdentifier"),
        e(.opticalPathIdentificationSequence, .SQ, "OpticalPathIdentificationSequence"),
        e(.planePositionSlideSequence, .SQ, "PlanePositionSlideSequence"),
        e(.columnPositionInTotalImagePixelMatrix, .SL, "ColumnPositionInTotalImagePixelMatrix"),
        e(.rowPositionInTotalImagePixelMatrix, .SL, "RowPositionInTotalImagePixelMatrix"),
        e(.numberOfOpticalPaths, .UL, "NumberOfOpticalPaths"),
        e(.totalPixelMatrixFocalPlanes, .UL, "TotalPixelMatrixFocalPlanes"),
        e(.numberOfSlices, .US, "NumberOfSlices"),
        e(.numberOfTimeSlices, .US, "NumberOfTimeSlices"),
        e(.units, .CS, "Units"),
        e(.imageIndex, .US, "ImageIndex"),
        e(.segmentIdentificationSequence, .SQ, "SegmentIdentificationSequence"),
        e(.referencedSegmentNumber, .US, "ReferencedSegmentNumber"),
        e(.presentationLUTShape, .CS, "PresentationLUTShape"),
        e(.gridFrameOffsetVector, .DS, "GridFrameOffsetVector"),
        e(.doseGridScaling, .DS, "DoseGridScaling"),
        e(.sharedFunctionalGroupsSequence, .SQ, "SharedFunctionalGroupsSequence"),
        e(.perFrameFunctionalGroupsSequence, .SQ, "PerFrameFunctionalGroupsSequence"),
        e(.waveformSequence, .SQ, "WaveformSequence"),
        e(.extendedOffsetTable, .OV, "ExtendedOffsetTable"),
        e(.floatPixelData, .OF, "FloatPixelData"),
        e(.doubleFloatPixelData, .OD, "DoubleFloatPixelData"),
        e(.pixelData, .OW, "PixelData"),
    ]

    private static func e(_ tag: Tag, _ vr: VR, _ keyword: String) -> Entry {
        Entry(tag: tag, vr: vr, keyword: keyword)
    }
}

extension Span<UInt32> {
    /// The first index whose number is not below `value`, or `count`; the numbers ascend.
    func firstIndex(notBelow value: UInt32) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
