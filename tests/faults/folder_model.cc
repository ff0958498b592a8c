#include "tests/faults/folder_model.h"

#include <algorithm>
#include <iterator>

#include "index/base/format.h"

namespace quire::test {
namespace {

constexpr std::size_t kMostFiles = 1500;
constexpr std::size_t kMostGone = 300;
constexpr std::uint64_t kFolders = 12;

// Below the folder itself: its path and a '/'.
std::string start_of(const std::string& folder) { return folder + "/"; }

}  // namespace

FolderModel::FolderModel(const TemporaryFolder& folder, std::string prefix, std::uint64_t seed)
    : folder_(folder), prefix_(std::move(prefix)), random_(seed) {}

std::uint64_t FolderModel::below(std::uint64_t limit) { return random_() % limit; }

void FolderModel::change() {
  if (files_.size() > kMostFiles) return remove_folder();
  const std::uint64_t kind = below(100);
  if (kind < 35 || files_.size() < 20) return drop_some();
  if (kind < 55) return rewrite();
  if (kind < 70) return rename_file();
  if (kind < 76) return rename_folder();
  if (kind < 90) return remove_file();
  if (kind < 93) return remove_folder();
  burst();
}

void FolderModel::drop(const std::string& path, bool by_rename) {
  const std::string word = format("w{}x", ++words_);
  // Of many lengths, so that a commit takes more than one block now and then.
  std::string text = format("Title {}\n\nabout walruses and civilian police, {}", word, word);
  for (std::uint64_t i = below(40); i > 0; --i) text += format(" padding{}", i);
  text += "\n";
  forget(path);
  if (by_rename) {
    folder_.write_by_rename(prefix_ + path, text);
  } else {
    folder_.write(prefix_ + path, text);
  }
  files_[path] = word;
}

void FolderModel::drop_some() {
  for (std::uint64_t i = below(4) + 1; i > 0; --i) drop(new_path(), below(2) == 0);
}

void FolderModel::rewrite() { drop(some_file(), below(2) == 0); }

void FolderModel::burst() {
  for (std::uint64_t i = 120 + below(200); i > 0; --i) drop(new_path(), false);
}

void FolderModel::rename_file() {
  const std::string from = some_file();
  // Now and then over another file.
  const std::string to = below(4) == 0 ? some_file() : new_path();
  if (from == to) return;
  folder_.make_folder(prefix_ + to.substr(0, to.rfind('/')));
  folder_.rename(prefix_ + from, prefix_ + to);
  forget(to);
  files_[to] = files_[from];
  files_.erase(from);
}

void FolderModel::rename_folder() {
  const std::string from = some_folder();
  const std::string to = format("moved{}", ++names_);
  folder_.rename(prefix_ + from, prefix_ + to);
  std::map<std::string, std::string> moved;
  for (auto it = files_.lower_bound(start_of(from));
       it != files_.end() && it->first.starts_with(start_of(from));) {
    moved[to + it->first.substr(from.size())] = it->second;
    it = files_.erase(it);
  }
  files_.merge(moved);
}

void FolderModel::remove_file() {
  const std::string path = some_file();
  folder_.remove(prefix_ + path);
  forget(path);
  files_.erase(path);
}

void FolderModel::remove_folder() {
  const std::string folder = some_folder();
  folder_.remove(prefix_ + folder);
  for (auto it = files_.lower_bound(start_of(folder));
       it != files_.end() && it->first.starts_with(start_of(folder));) {
    forget(it->first);
    it = files_.erase(it);
  }
}

std::string FolderModel::some_file() {
  return std::next(files_.begin(), static_cast<std::ptrdiff_t>(below(files_.size())))->first;
}

std::string FolderModel::some_folder() {
  const std::string file = some_file();
  return file.substr(0, file.rfind('/'));
}

std::string FolderModel::new_path() {
  return format("folder{}/file{}.txt", below(kFolders), ++names_);
}

void FolderModel::forget(const std::string& path) {
  const auto known = files_.find(path);
  if (known == files_.end()) return;
  gone_.push_back(known->second);
  if (gone_.size() > kMostGone) gone_.pop_front();
}

}  // namespace quire::test
