#!/usr/bin/env python3
"""One piece of work by one peer, measured from within: PYTHON peers.py CASE ARGUMENT...

Prints {"s": wall, "cpu": user + system of all threads, "bytes": ..., "files": ...}. Imports are not in the times.
"""
import json
import os
import pathlib
import sys
import time


def measured(work):
    wall, cpu = time.perf_counter(), time.process_time()
    bytes_, files, more = work()
    print(json.dumps({"s": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "bytes": bytes_,
                      "files": files, **more}))


TAGS = """PatientID PatientSex PatientAge StudyInstanceUID StudyDate StudyDescription SeriesInstanceUID SeriesNumber
SeriesDescription SOPInstanceUID SOPClassUID Modality Manufacturer BodyPartExamined ImageType InstanceNumber
AcquisitionNumber FrameOfReferenceUID ImagePositionPatient ImageOrientationPatient PixelSpacing SliceThickness Rows Columns
SamplesPerPixel BitsAllocated BitsStored PixelRepresentation PhotometricInterpretation RescaleSlope""".split()


def files_in(folder):
    return sorted(pathlib.Path(folder).rglob("*.dcm"))


def pydicom_scan(folder, limit):
    import pydicom
    files = files_in(folder)[:: max(1, len(files_in(folder)) // int(limit))][: int(limit)]

    def work():
        series = {}
        for file in files:
            ds = pydicom.dcmread(file, stop_before_pixels=True, specific_tags=TAGS)
            row = [ds.get(tag) for tag in TAGS]
            series.setdefault(row[6], []).append(row)
        return 0, len(files), {"series": len(series)}
    return work


def walk(folder):
    def work():
        files = total = 0
        for root, _, names in os.walk(folder):
            for name in names:
                total += os.stat(os.path.join(root, name)).st_size
                files += 1
        return total, files, {}
    return work


def pydicom_series(folder):
    import numpy as np
    import pydicom

    def work():
        slices = [pydicom.dcmread(file) for file in files_in(folder)]
        slices.sort(key=lambda ds: float(ds.ImagePositionPatient[2]))
        volume = np.stack([
            ds.pixel_array.astype(np.float32) * np.float32(ds.RescaleSlope) + np.float32(ds.RescaleIntercept)
            for ds in slices])
        return volume.size * 2, len(slices), {"check": float(volume.flat[volume.size // 2])}
    return work


def sitk_series(folder):
    import numpy as np
    import SimpleITK as sitk
    sitk.ProcessObject_SetGlobalDefaultNumberOfThreads(2)

    def work():
        reader = sitk.ImageSeriesReader()
        names = reader.GetGDCMSeriesFileNames(str(folder))
        reader.SetFileNames(names)
        volume = sitk.GetArrayFromImage(reader.Execute()).astype(np.float32)
        return volume.size * 2, len(names), {"check": float(volume.flat[volume.size // 2])}
    return work


def frames(folder, plugin):
    """Every file's samples by one of pydicom's decoders, or by imagecodecs for RLE."""
    import numpy as np
    import pydicom
    from pydicom.pixels import get_decoder
    from pydicom.encaps import generate_frames
    files = [pydicom.dcmread(file) for file in files_in(folder)]

    def work():
        total = 0
        for ds in files:
            if plugin == "imagecodecs":
                import imagecodecs
                stream = next(generate_frames(ds.PixelData, number_of_frames=1))
                total += len(imagecodecs.dicomrle_decode(stream, dtype=np.dtype("<u2")))
            else:
                decoder = get_decoder(ds.file_meta.TransferSyntaxUID)
                total += decoder.as_array(ds, decoding_plugin=plugin, raw=True)[0].nbytes
        return total, len(files), {}
    return work


def nibabel_floats(path):
    import nibabel
    import numpy as np

    def work():
        image = nibabel.load(path)
        values = image.get_fdata(dtype=np.float32)
        return values.size * image.header["bitpix"].item() // 8, 1, {"check": float(values.flat[-1])}
    return work


def sitk_floats(path):
    import numpy as np
    import SimpleITK as sitk

    def work():
        image = sitk.ReadImage(str(path))
        values = sitk.GetArrayFromImage(image).astype(np.float32)
        size = image.GetSizeOfPixelComponent() * values.size
        return size, 1, {"check": float(values.flat[-1])}
    return work


def slice_indexed(path, index, axis, place):
    """A plane through indexed_gzip, whose index was kept in a file."""
    import indexed_gzip
    import nibabel
    import numpy as np
    if not os.path.exists(index):
        with indexed_gzip.IndexedGzipFile(path) as made:
            made.build_full_index()
            made.export_index(index)

    def work():
        with indexed_gzip.IndexedGzipFile(path, index_file=index) as opened:
            image = nibabel.Nifti1Image.from_stream(opened)
            where = [slice(None)] * len(image.shape)
            where[int(axis)] = int(place)
            values = np.asarray(image.dataobj[tuple(where)], dtype=np.float32)
        return values.size * 4, 1, {"check": float(values.flat[0])}
    return work


def slice_plain(path, axis, place):
    import nibabel
    import numpy as np

    def work():
        image = nibabel.load(path)
        where = [slice(None)] * len(image.shape)
        where[int(axis)] = int(place)
        values = np.asarray(image.dataobj[tuple(where)], dtype=np.float32)
        return values.size * 4, 1, {"check": float(values.flat[0])}
    return work


def zip_member(path, name):
    import zipfile

    def work():
        with zipfile.ZipFile(path) as archive:
            return len(archive.read(name)), 1, {}
    return work


def join_pandas(files, left, table, right, column):
    import pandas

    def work():
        a, b = pandas.read_csv(files), pandas.read_csv(table)
        joined = a.merge(b, left_on=left, right_on=right, how="inner")
        return os.path.getsize(files) + os.path.getsize(table), 1, {
            "joined": len(joined), "positive": int((joined[column] == 1).sum())}
    return work


def join_polars(files, left, table, right, column):
    import polars

    def work():
        a, b = polars.read_csv(files), polars.read_csv(table)
        joined = a.join(b, left_on=left, right_on=right, how="inner")
        return os.path.getsize(files) + os.path.getsize(table), 1, {
            "joined": len(joined), "positive": int((joined[column] == 1).sum())}
    return work


def join_duckdb(files, left, table, right, column):
    """On one thread."""
    import duckdb
    connection = duckdb.connect(config={"threads": 1})

    def work():
        connection.execute(f"create table a as select * from read_csv('{files}')")
        connection.execute(f"create table b as select * from read_csv('{table}')")
        joined, positive = connection.execute(
            f'select count(*), count(*) filter ("{column}" = 1) from '
            f'(select a.*, b.* from a join b on a."{left}" = b."{right}")').fetchone()
        return os.path.getsize(files) + os.path.getsize(table), 1, {"joined": joined, "positive": positive}
    return work


def slice_h5py(path, part, index):
    import h5py

    def work():
        with h5py.File(path) as file:
            values = file[part][int(index)]
        return values.nbytes, 1, {"check": int(values.view("u1").sum(dtype="i8"))}
    return work


def slice_zarr(path, index):
    import zarr

    def work():
        values = zarr.open_array(path, mode="r")[int(index)]
        return values.nbytes, 1, {"check": int(values.view("u1").sum(dtype="i8"))}
    return work
def pillow_thumbnail(path, side, times):
    from PIL import Image
    side, times = int(side), int(times)

    def work():
        for _ in range(times):
            with Image.open(path) as image:
                image.draft(None, (side, side))
                image.thumbnail((side, side), Image.Resampling.BOX)
                small = image.tobytes()
        return len(small) * times, times, {"check": small[len(small) // 2]}
    return work


def opencv_thumbnail(path, side, times):
    import cv2
    side, times = int(side), int(times)

    def work():
        for _ in range(times):
            image = cv2.imread(path, cv2.IMREAD_UNCHANGED)
            scale = side / max(image.shape[:2])
            size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
            small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        return small.size * times, times, {"check": int(small.flat[small.size // 2])}
    return work


def openslide_tile(path, level, x, y, side, times, cold=""):
    import numpy
    import openslide
    level, x, y, side, times = int(level), int(x), int(y), int(side), int(times)

    def tile(slide):
        scale = slide.level_downsamples[level]
        picture = slide.read_region((round(x * scale), round(y * scale)), level, (side, side))
        return numpy.asarray(picture)[..., :3].copy()
    kept = None if cold else openslide.OpenSlide(path)
    if kept:
        tile(kept)

    def work():
        for _ in range(times):
            if kept:
                pixels = tile(kept)
            else:
                with openslide.OpenSlide(path) as slide:
                    pixels = tile(slide)
        return pixels.size * times, times, {"check": int(pixels.flat[pixels.size // 2])}
    return work


def openslide_c_tile(path, level, x, y, side, times, cold=""):
    """The installed libopenslide, the one that Lightbox uses, called without anything between."""
    import ctypes
    library = ctypes.CDLL("libopenslide.so.0")
    library.openslide_open.restype = library.openslide_get_version.restype = ctypes.c_void_p
    library.openslide_get_level_downsample.restype = ctypes.c_double
    library.openslide_get_level_downsample.argtypes = [ctypes.c_void_p, ctypes.c_int32]
    library.openslide_read_region.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64,
                                              ctypes.c_int32, ctypes.c_int64, ctypes.c_int64]
    library.openslide_close.argtypes = [ctypes.c_void_p]
    level, x, y, side, times = int(level), int(x), int(y), int(side), int(times)
    pixels = (ctypes.c_uint32 * (side * side))()

    def tile(slide):
        scale = library.openslide_get_level_downsample(slide, level)
        library.openslide_read_region(slide, pixels, round(x * scale), round(y * scale), level, side, side)
    kept = None if cold else library.openslide_open(path.encode())
    if kept:
        tile(kept)

    def work():
        for _ in range(times):
            slide = kept or library.openslide_open(path.encode())
            tile(slide)
            if not kept:
                library.openslide_close(slide)
        return side * side * 4 * times, times, {"check": pixels[side * side // 2] >> 16 & 255}
    return work


def versions():
    import importlib.metadata
    found = {}
    for name in ("pydicom", "nibabel", "SimpleITK", "indexed_gzip", "numpy", "pylibjpeg-libjpeg", "pylibjpeg-openjpeg",
                 "pylibjpeg-rle", "python-gdcm", "imagecodecs", "pillow", "opencv-python-headless", "openslide-python",
                 "openslide-bin", "pandas", "duckdb", "polars", "h5py", "zarr"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "absent"
    print(json.dumps({"Python": sys.version.split()[0], **found}))


CASES = {f.__name__: f for f in (
    pydicom_scan, walk, pydicom_series, sitk_series, frames, nibabel_floats, sitk_floats, slice_indexed, slice_plain, zip_member,
    join_pandas, join_polars, join_duckdb,
    slice_h5py, slice_zarr,
    pillow_thumbnail, opencv_thumbnail, openslide_tile, openslide_c_tile)}

if __name__ == "__main__":
    if sys.argv[1] == "versions":
        versions()
    else:
        measured(CASES[sys.argv[1]](*sys.argv[2:]))
