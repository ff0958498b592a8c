#include "tests/support/packed.h"

#include <archive.h>
#include <archive_entry.h>

#include <clocale>

namespace quire::test {
namespace {

la_ssize_t append(struct archive* /*opened*/, void* out, const void* bytes, std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

void add(struct archive* opened, const std::string& path, std::string_view bytes) {
  struct archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname_utf8(entry, path.c_str());
  archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_write_header(opened, entry);
  archive_write_data(opened, bytes.data(), bytes.size());
  archive_entry_free(entry);
}

void open(struct archive* opened, std::string& out) {
  archive_write_set_bytes_in_last_block(opened, 1);
  archive_write_open(opened, &out, nullptr, append, nullptr);
}

}  // namespace

std::string packed(Packing packing, const std::vector<PackedFile>& files) {
  std::string out;
  // libarchive writes names as the thread's locale has them.
  const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  const locale_t before = uselocale(utf8);
  struct archive* opened = archive_write_new();
  if (packing == Packing::kTar) {
    archive_write_set_format_pax_restricted(opened);
    archive_write_set_options(opened, "hdrcharset=UTF-8");
  } else {
    archive_write_set_format_zip(opened);
    archive_write_set_options(opened, "hdrcharset=UTF-8");
    if (packing == Packing::kStoredZip) archive_write_zip_set_compression_store(opened);
  }
  open(opened, out);
  for (const PackedFile& file : files) add(opened, file.path, file.bytes);
  archive_write_free(opened);
  uselocale(before);
  freelocale(utf8);
  return out;
}

std::string compressed(std::string_view bytes, int filter) {
  std::string out;
  struct archive* opened = archive_write_new();
  archive_write_set_format_raw(opened);
  archive_write_add_filter(opened, filter);
  open(opened, out);
  add(opened, "data", bytes);
  archive_write_free(opened);
  return out;
}

}  // namespace quire::test
