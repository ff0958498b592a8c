#include "index/store/format/file_state.h"

#include <array>
#include <bit>
#include <limits>

#include "index/article/extractor_version.h"
#include "index/base/hash.h"

namespace quire::store {
namespace {

// LEB128: seven bits a byte, the lowest first.
void append_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>((value & 0x7F) | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

bool take_varint(std::string_view& in, std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 64 && !in.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(in.front());
    in.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if ((byte & 0x80U) == 0) return true;
  }
  return false;
}

}  // namespace

FileState file_state(const FileStatus& status) {
  return {status.size, status.mtime_ns, status.inode, article::kExtractorVersion};
}

std::uint64_t fingerprint(const FileState& state) {
  const std::array<std::uint64_t, 4> fields = {
      state.size, std::bit_cast<std::uint64_t>(state.mtime_ns), state.inode, state.reader};
  return hash64({reinterpret_cast<const char*>(fields.data()), sizeof fields});
}

std::uint64_t fingerprint(const article::FileKey& file) {
  return hash64(file.relative, hash64(file.drop));
}

std::string encode_file_slot(const FileSlot& slot) {
  std::string out;
  append_varint(out, slot.state.size);
  append_varint(out, std::bit_cast<std::uint64_t>(slot.state.mtime_ns));
  append_varint(out, slot.state.inode);
  append_varint(out, slot.state.reader);
  append_varint(out, slot.member);
  append_varint(out, slot.file.drop.size());
  out += slot.file.drop;
  out += slot.file.relative;
  return out;
}

Result<FileSlot> decode_file_slot(std::string_view bytes) {
  FileSlot slot;
  std::uint64_t mtime = 0;
  std::uint64_t reader = 0;
  std::uint64_t member = 0;
  std::uint64_t drop_size = 0;
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (!take_varint(bytes, slot.state.size) || !take_varint(bytes, mtime) ||
      !take_varint(bytes, slot.state.inode) || !take_varint(bytes, reader) ||
      !take_varint(bytes, member) || !take_varint(bytes, drop_size) || drop_size > bytes.size() ||
      reader > kMost || member > kMost) {
    return Error{ErrorCode::kCorrupt, "broken file slot in the index", {}};
  }
  slot.state.mtime_ns = std::bit_cast<std::int64_t>(mtime);
  slot.state.reader = static_cast<std::uint32_t>(reader);
  slot.member = static_cast<std::uint32_t>(member);
  slot.file.drop = bytes.substr(0, drop_size);
  slot.file.relative = bytes.substr(drop_size);
  return slot;
}

}  // namespace quire::store
