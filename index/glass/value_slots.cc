#include "index/glass/value_slots.h"

#include <algorithm>

#include "index/glass/table_format.h"
#include "index/glass/table_writer.h"

namespace quire::glass {
namespace {

// The number's bytes that are not zero, low ones first.
void append_last_number(std::string& out, std::uint32_t value) {
  for (; value > 0; value >>= 8) out.push_back(static_cast<char>(value));
}

}  // namespace

void ValueSlots::add(std::uint32_t slot, std::uint32_t document, std::string_view value) {
  Slot& s = slots_[slot];
  if (s.values++ == 0) {
    s.lowest = value;
    s.highest = value;
  } else if (value < s.lowest) {
    s.lowest = value;
  } else if (value > s.highest) {
    s.highest = value;
  }
  const std::size_t chunk_begin = s.chunks.size() < 2 ? 0 : s.chunks[s.chunks.size() - 2].end;
  char* out = s.stream.prepare(2 * kMaxVarintBytes);
  if (s.chunks.empty() || s.chunks.back().end - chunk_begin >= kChunkBytes) {
    s.chunks.push_back({document, 0});
  } else {
    out = put_varint(out, document - s.last_document - 1);
  }
  s.stream.commit(put_varint(out, value.size()));
  s.stream.append(value);
  s.chunks.back().end = s.stream.size();
  s.last_document = document;
}

void ValueSlots::write(TableWriter& table) const {
  std::vector<std::pair<std::string, const Slot*>> statistics;
  std::vector<std::pair<std::string, const Slot*>> streams;
  for (const auto& [number, slot] : slots_) {
    std::string key(kValueStatisticsKey);
    append_last_number(key, number);
    statistics.emplace_back(std::move(key), &slot);
    std::string prefix(kValueChunkKey);
    append_varint(prefix, number);
    streams.emplace_back(std::move(prefix), &slot);
  }
  // The keys do not sort as the numbers do.
  std::sort(statistics.begin(), statistics.end());
  std::sort(streams.begin(), streams.end());

  std::string tag;
  for (const auto& [key, slot] : statistics) {
    tag.clear();
    append_varint(tag, slot->values);
    append_varint(tag, slot->lowest.size());
    tag += slot->lowest;
    if (slot->highest != slot->lowest) tag += slot->highest;
    table.add(key, tag);
  }
  for (const auto& [prefix, slot] : streams) {
    std::size_t begin = 0;
    for (const Chunk& chunk : slot->chunks) {
      std::string key = prefix;
      append_sortable(key, chunk.first_document);
      table.add(key, slot->stream.view().substr(begin, chunk.end - begin));
      begin = chunk.end;
    }
  }
}

std::size_t ValueSlots::bytes() const {
  std::size_t sum = 0;
  for (const auto& [number, slot] : slots_) {
    sum += sizeof(slot) + slot.stream.capacity() + slot.chunks.capacity() * sizeof(Chunk);
  }
  return sum;
}

}  // namespace quire::glass
