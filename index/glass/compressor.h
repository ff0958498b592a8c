#pragma once
// Decides which tags are stored deflated, as Xapian does. Owned by one thread.

#include <string_view>

#include "index/glass/byte_coding.h"
#include "index/glass/deflater.h"

namespace quire::glass {

// What a table stores of a tag.
struct StoredTag {
  std::string_view bytes;
  bool compressed = false;
};

class Compressor {
 public:
  // The tag deflated, if it is long enough for Xapian to try and comes out smaller; else as it is.
  // Holds until the next call, and no longer than `tag`.
  [[nodiscard]] StoredTag pack(std::string_view tag);

 private:
  Deflater deflater_;
  ByteBuffer out_;
};

}  // namespace quire::glass
