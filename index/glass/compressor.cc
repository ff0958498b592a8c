#include "index/glass/compressor.h"

#include "index/glass/table_format.h"

namespace quire::glass {

StoredTag Compressor::pack(std::string_view tag) {
  if (tag.size() <= kCompressAbove || tag.size() > Deflater::kMaxInput) return {tag, false};
  out_.clear();
  char* const out = out_.prepare(tag.size() + Deflater::kSlack);
  const char* const end = deflater_.deflate(tag, out, tag.size() - 1);
  if (end == nullptr) return {tag, false};
  return {{out, static_cast<std::size_t>(end - out)}, true};
}

}  // namespace quire::glass
