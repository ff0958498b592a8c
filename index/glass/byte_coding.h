#pragma once
// Bytes as Xapian's glass tables hold them: numbers of several shapes, and a buffer to put them in.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace quire::glass {

// The most that put_varint and put_sortable write.
inline constexpr std::size_t kMaxVarintBytes = 10;
inline constexpr std::size_t kMaxSortableBytes = 5;

// A number's bytes in memory, the low one first.
template <class Number>
inline Number load_little(const char* bytes) {
  Number value;
  std::memcpy(&value, bytes, sizeof(value));
  if constexpr (std::endian::native == std::endian::big) {
    const Number in = value;
    for (std::size_t i = value = 0; i < sizeof(value); ++i)
      value = value << 8 | (in >> 8 * i & 0xFF);
  }
  return value;
}

inline void store_little(char* out, std::uint64_t value) {
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(out, &value, sizeof(value));
  } else {
    for (std::size_t i = 0; i < sizeof(value); ++i) out[i] = static_cast<char>(value >> 8 * i);
  }
}

// Seven bits a byte, the low ones first; all bytes but the last have the top bit set. Returns the
// end of what it wrote.
inline char* put_varint(char* out, std::uint64_t value) {
  while (value >= 0x80) {
    *out++ = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *out++ = static_cast<char>(value);
  return out;
}

// Reads what put_varint wrote, which must be whole and fit. Returns the end of what it read.
inline const char* get_varint(const char* in, std::uint32_t& value) {
  std::uint32_t byte = static_cast<unsigned char>(*in++);
  value = byte & 0x7F;
  for (unsigned shift = 7; byte >= 0x80; shift += 7) {
    byte = static_cast<unsigned char>(*in++);
    value |= (byte & 0x7F) << shift;
  }
  return in;
}

// Reads what may be anything: false unless a number of 32 bits stands there whole before `end`.
// `in` is then behind it.
inline bool next_varint(const char*& in, const char* end, std::uint32_t& value) {
  if (in == end) return false;
  std::uint32_t byte = static_cast<unsigned char>(*in++);
  value = byte & 0x7F;
  for (unsigned shift = 7; byte >= 0x80; shift += 7) {
    if (in == end || shift > 28) return false;
    byte = static_cast<unsigned char>(*in++);
    if (shift == 28 && byte > 0x0F) return false;
    value |= (byte & 0x7F) << shift;
  }
  return true;
}

// Goes behind a number of any size; false when it is not whole before `end`.
inline bool skip_varint(const char*& in, const char* end) {
  while (in != end) {
    if (static_cast<unsigned char>(*in++) < 0x80) return true;
  }
  return false;
}

// A number whose bytes sort as the numbers do: two bytes below 2^15, else as many leading one bits
// as there are bytes beyond the second. Never begins with 0xFF.
inline char* put_sortable(char* out, std::uint32_t value) {
  std::size_t size = 2;
  std::uint32_t mark = 0;
  if (value >= 0x8000) {
    size = (static_cast<std::size_t>(std::bit_width(value)) + 5) / 7;
    mark = (0xFFU << (10 - size)) & 0xFF;
  }
  for (std::size_t i = size; i-- > 1; value >>= 8) out[i] = static_cast<char>(value);
  out[0] = static_cast<char>(value | mark);
  return out + size;
}

// Reads what may be anything: whether `bytes` are such a number, and no more.
inline bool get_sortable(std::string_view bytes, std::uint32_t& value) {
  if (bytes.size() < 2 || bytes.size() > kMaxSortableBytes) return false;
  const auto first = static_cast<unsigned char>(bytes.front());
  const auto more = static_cast<std::size_t>(std::countl_one(first));
  if (bytes.size() != more + 2) return false;
  value = first & (0x7FU >> more);
  for (const char byte : bytes.substr(1)) value = value << 8 | static_cast<unsigned char>(byte);
  return true;
}

inline void append_varint(std::string& out, std::uint64_t value) {
  char bytes[kMaxVarintBytes];
  out.append(bytes, static_cast<std::size_t>(put_varint(bytes, value) - bytes));
}

inline void append_sortable(std::string& out, std::uint32_t value) {
  char bytes[kMaxSortableBytes];
  out.append(bytes, static_cast<std::size_t>(put_sortable(bytes, value) - bytes));
}

// `text` with 0xFF after each zero byte, so that a zero byte can end it in a key.
inline void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    out.push_back(c);
    if (c == '\0') out.push_back('\xFF');
  }
}

// A growing run of bytes that is written through a pointer: room is prepared, then committed.
// Keeps its memory when cleared.
class ByteBuffer {
 public:
  // Room for `size` more bytes; the pointer holds until the next call.
  char* prepare(std::size_t size) {
    if (capacity_ - size_ < size) grow(size);
    return bytes_.get() + size_;
  }
  // What was written since prepare() ends at `end`.
  void commit(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }

  void append(std::string_view bytes) {
    if (bytes.empty()) return;
    char* out = prepare(bytes.size());
    std::memcpy(out, bytes.data(), bytes.size());
    commit(out + bytes.size());
  }

  [[nodiscard]] const char* data() const { return bytes_.get(); }
  [[nodiscard]] char* data() { return bytes_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }
  void clear() { size_ = 0; }

 private:
  void grow(std::size_t size) {
    const std::size_t capacity = std::max({size_ + size, capacity_ * 2, std::size_t{256}});
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace quire::glass
