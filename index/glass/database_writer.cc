#include "index/glass/database_writer.h"

#include <algorithm>

#include "index/glass/posting_chunks.h"
#include "index/glass/table_format.h"
#include "index/glass/table_writer.h"
#include "index/glass/termlist_encoder.h"

namespace quire::glass {
namespace {

constexpr unsigned kFolderMode = 0700;

std::string table_path(const std::string& folder, std::string_view table) {
  return join_path(folder, std::string(table) + ".glass");
}

std::uint32_t document_id(std::size_t index) { return static_cast<std::uint32_t>(index + 1); }

Result<void> write_file(FileSystem& files, const std::string& path, std::string_view content) {
  auto file = files.create(path);
  if (!file) return std::move(file).error();
  if (auto appended = (*file)->append(content); !appended) return appended;
  return (*file)->finish(false);
}

}  // namespace

void DatabaseWriter::begin_document() {
  open_data_.clear();
  open_value_count_ = 0;
}

void DatabaseWriter::add_posting(std::string_view term, std::uint32_t position) {
  inverter_.add_posting(term, position);
}

void DatabaseWriter::add_position(std::string_view term, std::uint32_t position) {
  inverter_.add_position(term, position);
}

void DatabaseWriter::add_term(std::string_view term, std::uint32_t wdf_increment) {
  inverter_.add_term(term, wdf_increment);
}

void DatabaseWriter::set_value(std::uint32_t slot, std::string_view value) {
  const auto end = open_values_.begin() + static_cast<std::ptrdiff_t>(open_value_count_);
  auto found = std::find_if(open_values_.begin(), end,
                            [slot](const auto& known) { return known.first == slot; });
  if (found == end) {
    if (open_value_count_ == open_values_.size()) open_values_.emplace_back();
    found = open_values_.begin() + static_cast<std::ptrdiff_t>(open_value_count_++);
    found->first = slot;
  }
  found->second = value;
}

void DatabaseWriter::set_data(std::string_view data) { open_data_ = data; }

void DatabaseWriter::end_document() {
  const Inverter::DocumentSummary summary = inverter_.end_document();
  statistics_.add_document(summary.length);
  statistics_.highest_wdf = std::max(statistics_.highest_wdf, summary.highest_wdf);
  end_values();
  const StoredTag stored = compressor_.pack(open_data_);
  data_.append(stored.bytes);
  documents_.push_back({summary.length, stored.compressed, data_.size(), slots_used_.size()});
}

void DatabaseWriter::end_values() {
  const auto end = open_values_.begin() + static_cast<std::ptrdiff_t>(open_value_count_);
  std::sort(open_values_.begin(), end);
  char* out = slots_used_.prepare(open_value_count_ * kMaxVarintBytes);
  std::uint32_t next_slot = 0;
  for (auto value = open_values_.begin(); value != end; ++value) {
    if (value->second.empty()) continue;
    values_.add(value->first, documents(), value->second);
    out = put_varint(out, value->first - next_slot);
    next_slot = value->first + 1;
  }
  slots_used_.commit(out);
}

std::string_view DatabaseWriter::data(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : documents_[index - 1].data_end;
  return data_.view().substr(begin, documents_[index].data_end - begin);
}

std::string_view DatabaseWriter::slots_used(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : documents_[index - 1].slots_end;
  return slots_used_.view().substr(begin, documents_[index].slots_end - begin);
}

Result<void> DatabaseWriter::write(FileSystem& files, const std::string& path, bool sync) {
  if (auto made = files.create_directories(path, kFolderMode); !made) return made;
  Tables tables;
  auto docdata = write_docdata(files, path);
  if (!docdata) return docdata.error();
  tables.docdata = *docdata;
  const std::vector<std::uint32_t> order = inverter_.terms().sorted();
  auto termlist = write_termlist(files, path, order);
  if (!termlist) return termlist.error();
  tables.termlist = *termlist;
  inverter_.deal_out(order);
  if (auto written = write_postings(files, path, order, tables); !written) return written;
  const std::string version = version_file(random_uuid(), tables, statistics_);
  if (auto written = write_file(files, join_path(path, "iamglass"), version); !written) {
    return written;
  }
  if (!sync) return {};
  return files.sync_directory(path);
}

Result<TableRoot> DatabaseWriter::write_docdata(FileSystem& files, const std::string& path) const {
  TableWriter table(files, table_path(path, "docdata"));
  std::string key;
  for (std::size_t i = 0; i < documents_.size() && !table.failed(); ++i) {
    const std::string_view stored = data(i);
    if (stored.empty()) continue;
    key.clear();
    append_sortable(key, document_id(i));
    table.add(key, stored, documents_[i].compressed);
  }
  return table.finish(false);
}

Result<TableRoot> DatabaseWriter::write_termlist(FileSystem& files, const std::string& path,
                                                 const std::vector<std::uint32_t>& order) {
  TableWriter table(files, table_path(path, "termlist"));
  TermlistEncoder encoder(inverter_.terms(), order);
  std::string key;
  for (std::size_t i = 0; i < documents_.size() && !table.failed(); ++i) {
    key.clear();
    append_sortable(key, document_id(i));
    const StoredTag terms =
        compressor_.pack(encoder.encode(documents_[i].length, inverter_.document_terms(i)));
    table.add(key, terms.bytes, terms.compressed);
    if (slots_used(i).empty()) continue;
    key.push_back('\0');
    const StoredTag slots = compressor_.pack(slots_used(i));
    table.add(key, slots.bytes, slots.compressed);
  }
  return table.finish(true);
}

// The postlist and the position table at once: both go by term and then by document.
Result<void> DatabaseWriter::write_postings(FileSystem& files, const std::string& path,
                                            const std::vector<std::uint32_t>& order,
                                            Tables& tables) const {
  TableWriter postlist(files, table_path(path, "postlist"));
  TableWriter position(files, table_path(path, "position"));
  values_.write(postlist);
  write_lengths(postlist);

  PostingChunks chunks(postlist);
  std::string term_key;
  std::string key;
  for (const std::uint32_t id : order) {
    if (postlist.failed() || position.failed()) break;
    const Term& term = inverter_.terms()[id];
    term_key.clear();
    append_escaped(term_key, inverter_.terms().text(term));
    key.assign(term_key).push_back('\0');
    const std::size_t prefix = key.size();
    chunks.begin(term_key, key, term.documents, term.occurrences);
    PostingReader postings = inverter_.postings(id);
    Posting posting;
    while (postings.next(posting)) {
      chunks.add(posting.document, posting.wdf);
      if (posting.positions.empty()) continue;
      key.resize(prefix);
      append_sortable(key, posting.document);
      position.add(key, posting.positions);
    }
    chunks.end();
  }
  auto positions = position.finish(false);
  if (!positions) return positions.error();
  auto postings = postlist.finish(true);
  if (!postings) return postings.error();
  tables.position = *positions;
  tables.postlist = *postings;
  return {};
}

void DatabaseWriter::write_lengths(TableWriter& postlist) const {
  if (documents_.empty()) return;
  PostingChunks lengths(postlist);
  lengths.begin(kLengthsKey, kLengthsKey, 0, 0);
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    lengths.add(document_id(i), documents_[i].length);
  }
  lengths.end();
}

std::size_t DatabaseWriter::bytes() const {
  return inverter_.bytes() + values_.bytes() + data_.size() + slots_used_.size() +
         documents_.size() * sizeof(Document);
}

void DatabaseWriter::clear() {
  inverter_.clear();
  values_.clear();
  statistics_ = {};
  documents_.clear();
  data_.clear();
  slots_used_.clear();
}

}  // namespace quire::glass
