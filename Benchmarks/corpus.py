#!/usr/bin/env python3
"""Makes what the benchmarks read: made-up images in the shape of real datasets, the same from the same seed.

    PEERS/bin/python Benchmarks/corpus.py --into DIR [--size small|full] [PART...]

  dicom    dicom/: CT instances, Explicit VR Little Endian, headers of some 7.7 kB with sequences and private groups as
           scanners and archives write them; names that say nothing of the order. full: 20,000 files in 200 series of 50
           patients (10 series of 200 slices of 512 x 512, the others of 64 x 64); small: a tenth.
  codecs   codecs/SYNTAX/: a series of 200 slices of 512 x 512 in each compressed syntax for which an encoder is there
  frames   codecs/jpeg8, jpegrgb, jpeg12: lossy syntaxes as well; streams/SYNTAX/: the bare stream of every frame;
           multi/SYNTAX.dcm: all frames in one file, for programs that take one file at a time. Needs codecs.
  nifti    nifti/: t1.nii.gz (256^3 int16), bold.nii.gz (64 x 64 x 36 x 200 float32); raw/: the same uncompressed. They lie
           apart because SimpleITK reads the voxels of x.nii when it lies beside the x.nii.gz that it was asked for.
  zip      zip/many.zip: 100,000 small members
  labels   labels/train.csv (224,316 rows of 19 columns, in CheXpert's shape) and labels/files.csv (as many paths with size and
           digest, in another order, one in fifty of them without a label)
  arrays   arrays/volume.h5 and arrays/volume{2,3}.zarr: 256 x 512 x 512 int16 in chunks of 16 x 128 x 128, HDF5 by
           shuffle and deflate, Zarr 2 by blosc (lz4, shuffle), Zarr 3 by zstd

All parts unless some are named. A part that is there is left alone; --again makes it anew.
"""
import argparse
import pathlib
import random
import shutil
import subprocess
import sys
import zipfile
import zlib

import numpy as np

ROOT_UID = "1.2.826.0.1.3680043.8.498."


def noise(rng, shape, sigma):
    return rng.normal(0, sigma, shape).astype(np.float32)


def ellipse(y, x, centre, radii):
    return ((y - centre[0]) / radii[0]) ** 2 + ((x - centre[1]) / radii[1]) ** 2


def ct_slice(rng, side, z):
    """A body with ribs, lungs and a spine; Hounsfield units with a scanner's noise."""
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side - 0.5
    swell = 1 + 0.15 * np.sin(z / 40)
    image = np.full((side, side), -1000, np.float32)
    body = ellipse(y, x, (0, 0), (0.32 * swell, 0.43 * swell)) < 1
    image[body] = 40
    image[body & (ellipse(y, x, (0, 0), (0.30 * swell, 0.41 * swell)) > 1)] = -90
    for side_sign in (-1, 1):
        image[ellipse(y, x, (-0.02, 0.18 * side_sign), (0.2 * swell, 0.13)) < 1] = -840
    image[ellipse(y, x, (-0.05, -0.05), (0.1, 0.09)) < 1] = 55
    spine = ellipse(y, x, (0.22, 0), (0.06, 0.05))
    image[spine < 1] = 300 + 500 * (spine[spine < 1] > 0.7)
    angle = np.arctan2(y, x)
    ribs = np.abs(ellipse(y, x, (0, 0), (0.27 * swell, 0.36 * swell)) - 1) < 0.05
    image[ribs & (np.sin(12 * angle + z / 6) > 0.3)] = 600
    # The vessels and airways of the lungs: what makes them hard to compress.
    texture = noise(rng, (side // 8 + 1, side // 8 + 1), 60).repeat(8, 0).repeat(8, 1)[:side, :side]
    image[image < -500] += np.abs(texture)[image < -500] * body[image < -500]
    image += noise(rng, image.shape, 11) * np.where(body, 1, 0.35)
    return np.clip(np.rint(image + 1024), 0, 4095).astype(np.int16)


def header(patient, study, series, frame, description, number, side, step):
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.sequence import Sequence
    from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

    def item(**values):
        made = Dataset()
        for key, value in values.items():
            setattr(made, key, value)
        return made

    def code(value, meaning, scheme="SCT"):
        return item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)

    rng = random.Random(patient)
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.MediaStorageSOPClassUID = CTImageStorage
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.file_meta.ImplementationClassUID = ROOT_UID + "1"
    ds.SpecificCharacterSet = "ISO_IR 100"
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    ds.SOPClassUID = CTImageStorage
    ds.StudyDate = ds.SeriesDate = ds.AcquisitionDate = ds.ContentDate = "20210304"
    ds.StudyTime = ds.SeriesTime = ds.AcquisitionTime = ds.ContentTime = "101112.131415"
    ds.AccessionNumber = f"{rng.randrange(10**9):012d}"
    ds.Modality, ds.Manufacturer, ds.ManufacturerModelName = "CT", "MADE UP SYSTEMS", "Benchmark 64"
    ds.InstitutionName, ds.StationName = "BENCHMARK HOSPITAL", "CT01_OC0"
    ds.StudyDescription, ds.SeriesDescription = "CT CHEST ABDOMEN PELVIS W CONTRAST", description
    ds.PatientName, ds.PatientID, ds.PatientBirthDate = f"SYNTHETIC^{patient}", patient, "19500101"
    ds.PatientSex, ds.PatientAge, ds.PatientWeight = rng.choice("FM"), "070Y", "71.5"
    ds.PatientIdentityRemoved, ds.DeidentificationMethod = "YES", "Made up; nobody was imaged"
    ds.BodyPartExamined, ds.ScanOptions = "CHEST", "HELICAL MODE"
    ds.SliceThickness, ds.KVP, ds.DataCollectionDiameter = f"{step:.3f}", "120", "500"
    ds.ReconstructionDiameter, ds.GantryDetectorTilt, ds.TableHeight = "360", "0", "151.5"
    ds.ExposureTime, ds.XRayTubeCurrent, ds.Exposure, ds.FilterType = 873, 380, 25, "BODY FILTER"
    ds.GeneratorPower, ds.FocalSpots, ds.ConvolutionKernel, ds.PatientPosition = 45600, "1.2", "STANDARD", "FFS"
    ds.SoftwareVersions, ds.ProtocolName, ds.RotationDirection = "07MW18.4", "5.8 CHEST/ABD/PEL", "CW"
    ds.StudyInstanceUID, ds.SeriesInstanceUID, ds.FrameOfReferenceUID = study, series, frame
    ds.StudyID, ds.SeriesNumber, ds.AcquisitionNumber = "1", number, 1
    ds.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    ds.PositionReferenceIndicator = "SN"
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    ds.Rows = ds.Columns = side
    ds.PixelSpacing = [f"{360 / side:.6f}"] * 2
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 16, 15, 1
    ds.WindowCenter, ds.WindowWidth = [40, -600], [400, 1600]
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = -1024, 1, "HU"
    ds.ReferencedStudySequence = Sequence([item(
        ReferencedSOPClassUID="1.2.840.10008.3.1.2.3.1", ReferencedSOPInstanceUID=study + ".1")])
    ds.ReferencedImageSequence = Sequence([item(
        ReferencedSOPClassUID=CTImageStorage, ReferencedSOPInstanceUID=f"{study}.2.{k}") for k in (1, 2)])
    ds.ProcedureCodeSequence = Sequence([code("77477000", "Computerized axial tomography")])
    ds.AnatomicRegionSequence = Sequence([code("51185008", "Chest")])
    ds.RequestAttributesSequence = Sequence([item(
        RequestedProcedureDescription="CT CHEST", ScheduledProcedureStepID="SPS1", RequestedProcedureID="RP1",
        ScheduledProtocolCodeSequence=Sequence([code("24627-2", "CT Chest", "LN")]))])
    ds.DeidentificationMethodCodeSequence = Sequence([code(value, meaning, "DCM") for value, meaning in (
        ("113100", "Basic Application Confidentiality Profile"), ("113105", "Clean Descriptors Option"),
        ("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
        ("113108", "Retain Patient Characteristics Option"), ("113109", "Retain Device Identity Option"))])
    # Private groups: numbers, texts, and a block of bytes, as scanners leave them.
    for group, count in ((0x0009, 20), (0x0019, 60), (0x0021, 20), (0x0027, 40), (0x0043, 40)):
        block = ds.private_block(group, f"MADE_UP_{group:04X}_01", create=True)
        for k in range(count):
            vr, value = (("DS", f"{rng.random() * 1000:.5f}"), ("LO", f"value {rng.randrange(10**6)}"),
                         ("SS", rng.randrange(-900, 900)), ("UL", rng.randrange(2**31)),
                         ("FD", rng.random()), ("SH", f"{rng.randrange(10**8):x}"))[k % 6]
            block.add_new(k + 1, vr, value)
    ds.private_block(0x0043, "MADE_UP_0043_01").add_new(0x90, "OB", rng.randbytes(1200))
    return ds


def dicom(into, small):
    from pydicom.uid import UID

    shutil.rmtree(into / "dicom", ignore_errors=True)
    rng, order = np.random.default_rng(7), random.Random(7)
    def uid():
        return UID(ROOT_UID + str(order.randrange(10**33, 10**34)))
    large = [ct_slice(rng, 512, z) for z in range(0, 160, 20)]
    tiny = [np.ascontiguousarray(image[::8, ::8]) for image in large]
    patients = 5 if small else 50
    sizes = [200] * (1 if small else 10) + [95] * (14 if small else 140) + [94] * (5 if small else 50)
    files = serial = 0
    for p in range(patients):
        for s in range(2):
            study, frame = uid(), uid()
            for number in (2, 3):
                count = sizes[serial]
                is_large = count == 200
                side, step = (512, 1.25) if is_large else (64, 2.5)
                ds = header(f"LBX-{p:04d}", study, uid(), frame, f"AX {step} {'LUNG' if number == 2 else 'SOFT'}",
                            number, side, step)
                folder = into / "dicom" / f"LBX-{p:04d}" / f"{study[-5:]}-CT CHEST" / f"{number}.000-{serial:05d}"
                folder.mkdir(parents=True)
                places = list(range(count))
                order.shuffle(places)
                for k, z in enumerate(places):
                    ds.SOPInstanceUID = ds.file_meta.MediaStorageSOPInstanceUID = uid()
                    ds.InstanceNumber = z + 1
                    ds.ImagePositionPatient = [-180, -180, f"{-250 + z * step:.3f}"]
                    ds.SliceLocation = f"{-250 + z * step:.3f}"
                    image = (large if is_large else tiny)[z % 8]
                    ds.PixelData = np.roll(image, z // 8, 0).tobytes()
                    ds["PixelData"].VR = "OW"
                    ds.save_as(folder / f"1-{k + 1:03d}.dcm", enforce_file_format=True)
                    files += 1
                serial += 1
    first = next((into / "dicom").rglob("*.dcm"))
    import pydicom
    with_pixels = len(pydicom.dcmread(first).PixelData)
    return f"{files} files, {serial} series, headers of {first.stat().st_size - with_pixels} bytes"


def codecs(into, small):
    import imagecodecs
    import pydicom
    from pydicom.encaps import encapsulate

    out = into / "codecs"
    shutil.rmtree(out, ignore_errors=True)
    plain = out / "plain"
    plain.mkdir(parents=True)
    rng = np.random.default_rng(8)
    source = sorted(next(f.parent for f in sorted((into / "dicom").rglob("*.dcm"))
                         if f.stat().st_size > 500_000).glob("*.dcm"))
    for k, file in enumerate(source):
        ds = pydicom.dcmread(file)
        ds.PixelData = ct_slice(rng, 512, k).tobytes()
        ds.save_as(plain / f"{k:03d}.dcm", enforce_file_format=True)
    made = []
    encoders = {
        "jpegls": ("1.2.840.10008.1.2.4.80", lambda a: imagecodecs.jpegls_encode(a.view(np.uint16))),
        "j2k": ("1.2.840.10008.1.2.4.90",
                lambda a: imagecodecs.jpeg2k_encode(a, level=0, reversible=True, codecformat="j2k")),
        "htj2k": ("1.2.840.10008.1.2.4.201", lambda a: imagecodecs.htj2k_encode(a)),
        "jpegll": ("1.2.840.10008.1.2.4.70", lambda a: imagecodecs.ljpeg_encode(a.view(np.uint16), bitspersample=16)),
    }
    for name, (syntax, encode) in encoders.items():
        folder = out / name
        folder.mkdir()
        try:
            for file in sorted(plain.glob("*.dcm")):
                ds = pydicom.dcmread(file)
                ds.PixelData = encapsulate([bytes(encode(ds.pixel_array))])
                ds["PixelData"].VR, ds["PixelData"].is_undefined_length = "OB", True
                ds.file_meta.TransferSyntaxUID = syntax
                ds.save_as(folder / file.name, enforce_file_format=True)
            made.append(name)
        except Exception as error:  # An encoder that is not in this build: the set is left out, and said so.
            shutil.rmtree(folder)
            print(f"  no {name}: {error}")
    for name, command in (("jpegll", ["dcmcjpeg", "+e1"]), ("rle", ["dcmcrle"])):
        folder = out / name
        if folder.exists() or not shutil.which(command[0]):
            continue
        folder.mkdir()
        for file in sorted(plain.glob("*.dcm")):
            subprocess.run([*command, file, folder / file.name], check=True)
        made.append(name)
    sizes = {name: sum(f.stat().st_size for f in (out / name).iterdir()) for name in ["plain", *made]}
    return ", ".join(f"{name} {sizes['plain'] / size:.2f}:1" for name, size in sizes.items())


def frames(into, small):
    import imagecodecs
    import pydicom
    from pydicom.encaps import encapsulate, generate_frames

    plain = sorted((into / "codecs" / "plain").glob("*.dcm"))
    for name in ("jpeg8", "jpegrgb", "jpeg12"):
        folder = into / "codecs" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file in plain:
            ds = pydicom.dcmread(file)
            values = ds.pixel_array
            ds.PixelRepresentation, ds.RescaleIntercept = 0, 0
            if name == "jpeg12":
                # Eight and twelve bits are what JPEG has; DCMTK writes the latter.
                ds.BitsStored, ds.HighBit = 12, 11
                ds.PixelData = values.astype(np.uint16).tobytes()
                ds.save_as(into / "codecs" / "plain12.dcm", enforce_file_format=True)
                subprocess.run(["dcmcjpeg", "+ee", "+q", "90", into / "codecs" / "plain12.dcm", folder / file.name],
                               check=True)
                (into / "codecs" / "plain12.dcm").unlink()
                continue
            values = (values >> 4).astype(np.uint8)
            if name == "jpegrgb":
                values = np.stack([values, np.roll(values, 3, 0), 255 - values], -1)
                ds.SamplesPerPixel, ds.PlanarConfiguration, ds.PhotometricInterpretation = 3, 0, "YBR_FULL_422"
            ds.BitsAllocated, ds.BitsStored, ds.HighBit = 8, 8, 7
            ds.PixelData = encapsulate([imagecodecs.jpeg8_encode(values, level=90)])
            ds["PixelData"].VR, ds["PixelData"].is_undefined_length = "OB", True
            ds.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.4.50"
            ds.save_as(folder / file.name, enforce_file_format=True)
    (into / "multi").mkdir(exist_ok=True)
    made = []
    for folder in sorted((into / "codecs").iterdir()):
        if folder.name == "plain":
            continue
        shutil.rmtree(into / "streams" / folder.name, ignore_errors=True)
        (into / "streams" / folder.name).mkdir(parents=True)
        all_frames = []
        for file in sorted(folder.glob("*.dcm")):
            ds = pydicom.dcmread(file)
            stream = next(generate_frames(ds.PixelData, number_of_frames=1))
            (into / "streams" / folder.name / f"{file.stem}.bin").write_bytes(stream)
            all_frames.append(stream)
        ds.NumberOfFrames = len(all_frames)
        ds.PixelData = encapsulate(all_frames)
        ds["PixelData"].VR, ds["PixelData"].is_undefined_length = "OB", True
        ds.save_as(into / "multi" / f"{folder.name}.dcm", enforce_file_format=True)
        made.append(folder.name)
    return ", ".join(made)


def nifti(into, small):
    import nibabel
    from scipy.ndimage import gaussian_filter

    for folder in ("nifti", "raw"):
        shutil.rmtree(into / folder, ignore_errors=True)
        (into / folder).mkdir(parents=True)
    rng = np.random.default_rng(7)

    def head(shape):
        z, y, x = np.meshgrid(*(np.linspace(-1, 1, n, dtype=np.float32) for n in shape), indexing="ij")
        radius = np.sqrt((z / 0.8) ** 2 + (y / 0.72) ** 2 + (x / 0.85) ** 2)
        folds = 0.05 * np.sin(14 * np.arctan2(y, x)) * np.cos(11 * z)
        tissue = np.where(radius < 0.55 + folds, 0.85, np.where(radius < 0.75 + folds, 0.55, 0.15))
        tissue = np.where(radius < 0.9, tissue, np.where(radius < 1, 0.7, 0)).astype(np.float32)
        return gaussian_filter(tissue, 0.8)

    def save(values, affine, name, step=None):
        image = nibabel.Nifti1Image(values, affine)
        image.set_qform(affine, 1)
        image.set_sform(affine, 1)
        image.header.set_xyzt_units("mm", "sec")
        if step:
            image.header["pixdim"][4] = step
        image.to_filename(into / "raw" / f"{name}.nii")
        plain = (into / "raw" / f"{name}.nii").read_bytes()
        # One member of level 6, as dcm2niix and FSL write it.
        coder = zlib.compressobj(6, zlib.DEFLATED, 31)
        packed = coder.compress(plain) + coder.flush()
        (into / "nifti" / f"{name}.nii.gz").write_bytes(packed)
        return f"{name} {len(plain) / len(packed):.2f}:1"

    side = 256
    tissue = head((side,) * 3)
    # The noise of a magnitude image.
    t1 = np.sqrt((tissue * 900 + noise(rng, tissue.shape, 18)) ** 2 + noise(rng, tissue.shape, 18) ** 2)
    said = [save(t1.astype(np.int16), np.diag([-1, 1, 1, 1.0]), "t1")]
    low = head((64, 64, 36))
    bold = np.empty((64, 64, 36, 200), np.float32)
    for t in range(200):
        signal = np.sqrt((low * 8000 + noise(rng, low.shape, 60)) ** 2 + noise(rng, low.shape, 60) ** 2)
        bold[..., t] = signal * (1 + 0.01 * np.sin(t / 7)) * (low > 0.1)
    said.append(save(bold, np.diag([-3.5, 3.5, 4, 1.0]), "bold", 2.0))
    return ", ".join(said)


def many(into, small):
    (into / "zip").mkdir(parents=True, exist_ok=True)
    count = 10_000 if small else 100_000
    rng = random.Random(7)
    with zipfile.ZipFile(into / "zip" / "many.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for k in range(count):
            archive.writestr(f"images/patient{k // 20:05d}/view{k % 20}.txt", f"{k} {rng.random()}\n" * 8)
    return f"{count} members"


FINDINGS = """No Finding,Enlarged Cardiomediastinum,Cardiomegaly,Lung Opacity,Lung Lesion,Edema,Consolidation,Pneumonia,
Atelectasis,Pneumothorax,Pleural Effusion,Pleural Other,Fracture,Support Devices""".replace("\n", "").split(",")


def labels(into, small):
    import csv
    import hashlib
    folder = into / "labels"
    folder.mkdir(parents=True, exist_ok=True)
    wanted, rng, rows, number = (22_432 if small else 224_316), random.Random(11), [], 0
    while len(rows) < wanted:
        number += 1
        patient = f"CheXpert-v1.0/train/patient{number:05d}"
        for study in range(1, rng.choice((1, 1, 2, 3, 6)) + 1):
            for view in range(1, rng.choice((1, 1, 2)) + 1):
                side = "lateral" if view == 2 else "frontal"
                rows.append([f"{patient}/study{study}/view{view}_{side}.jpg", rng.choice(("Male", "Female")),
                             rng.randrange(18, 91), side.capitalize(), "" if view == 2 else rng.choice(("AP", "AP", "PA")),
                             *(rng.choice(("", "", "", "", "1.0", "0.0", "-1.0")) for _ in FINDINGS)])
    rows = rows[:wanted]
    with open(folder / "train.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Path", "Sex", "Age", "Frontal/Lateral", "AP/PA", *FINDINGS])
        writer.writerows(rows)
    rng.shuffle(rows)
    with open(folder / "files.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["path", "bytes", "sha256", "source"])
        for row in rows:
            path = row[0] if rng.random() >= 0.02 else row[0].replace("train", "extra")
            writer.writerow([path, rng.randrange(20_000, 90_000), hashlib.sha256(path.encode()).hexdigest(), "disk"])
    return f"{len(rows)} rows"


def arrays(into, small):
    import h5py
    import numcodecs
    import zarr
    folder = into / "arrays"
    folder.mkdir(parents=True, exist_ok=True)
    rng, depth, chunks = np.random.default_rng(5), (64 if small else 256), (16, 128, 128)
    volume = np.stack([ct_slice(rng, 512, z) for z in range(depth)])
    with h5py.File(folder / "volume.h5", "w") as file:
        file.create_dataset("volume", data=volume, chunks=chunks, compression="gzip", shuffle=True)
    for version, coding in ((2, {"compressors": numcodecs.Blosc(cname="lz4", clevel=5, shuffle=1)}),
                            (3, {"compressors": [zarr.codecs.ZstdCodec(level=3)]})):
        path = folder / f"volume{version}.zarr"
        shutil.rmtree(path, ignore_errors=True)
        array = zarr.create_array(store=str(path), shape=volume.shape, chunks=chunks, dtype=volume.dtype,
                                  zarr_format=version, **coding)
        array[:] = volume
    return f"{volume.shape}"


def pictures(into, small):
    """A photograph as cameras write it, and a film as scanners do: smooth shapes with grain."""
    from PIL import Image

    (into / "pictures").mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(11)
    y, x = np.mgrid[0:1024, 0:1024].astype(np.float32) / 1024
    colours = [np.sin(9 * x + k) * np.cos(7 * y - k) * 70 + 120 + noise(rng, x.shape, 9) for k in range(3)]
    photo = np.clip(np.stack(colours, -1), 0, 255).astype(np.uint8)
    Image.fromarray(photo).save(into / "pictures" / "photo.jpg", quality=90)
    height, width = (625, 750) if small else (2500, 3000)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / height
    film = 9000 + 6000 * np.sin(5 * x) * np.cos(4 * y) + 3000 * np.hypot(x - 0.6, y - 0.5) + noise(rng, x.shape, 120)
    Image.fromarray(np.clip(film, 0, 65535).astype(np.uint16)).save(into / "pictures" / "film.png")
    return ", ".join(f"{name} {(into / 'pictures' / name).stat().st_size >> 10} KiB" for name in ("photo.jpg", "film.png"))


def slides(into, small):
    """A slide as Aperio writes it: tiles of 240² of JPEG, a thumbnail, two smaller levels; and a plain tiled pyramid."""
    import tifffile

    (into / "slides").mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(12)
    side = 2048 if small else 8192
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / 512
    cells = np.sin(17 * x) * np.sin(19 * y) + np.sin(3 * x + 2 * y)
    tissue = np.stack([200 - 30 * cells, 140 - 40 * cells, 190 - 20 * cells], -1)
    levels = [np.clip(tissue + noise(rng, tissue.shape[:2], 5)[..., None], 0, 255).astype(np.uint8)]
    while levels[-1].shape[0] > 1024:
        levels.append(np.ascontiguousarray(levels[-1][::4, ::4]))
    words = f"Aperio Image Library v11.2.1\n{side}x{side} (240x240) JPEG/RGB Q=80|AppMag = 20|MPP = 0.5"
    for name, tile, about in (("aperio.svs", 240, words), ("tiled.tiff", 256, None)):
        with tifffile.TiffWriter(into / "slides" / name) as file:
            for number, level in enumerate(levels):
                file.write(level, tile=(tile, tile), compression="jpeg", photometric="rgb", description=about,
                           metadata=None, subfiletype=1 if number and not about else 0)
                if number == 0 and about:
                    file.write(np.ascontiguousarray(levels[-1][::2, ::2]), compression="jpeg", photometric="rgb",
                               rowsperstrip=16, description=words, metadata=None)
    return f"{side}² in {len(levels)} levels"


PARTS = {"dicom": dicom, "codecs": codecs, "frames": frames, "nifti": nifti, "zip": many, "labels": labels, "arrays": arrays,
         "pictures": pictures, "slides": slides}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", default=[])
    parser.add_argument("--into", type=pathlib.Path, required=True)
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    for name in options.parts or PARTS:
        mark = options.into / f".{name}.{options.size}"
        if mark.exists() and not options.again:
            print(f"{name}: {mark.read_text().strip()} (there already)")
            continue
        said = PARTS[name](options.into, options.size == "small")
        for old in options.into.glob(f".{name}.*"):
            old.unlink()
        mark.write_text(said + "\n")
        print(f"{name}: {said}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
