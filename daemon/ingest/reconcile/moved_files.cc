#include "daemon/ingest/reconcile/moved_files.h"

namespace quire::ingest {
namespace {

// ".txt" of "a/b.txt"; empty without one.
std::string_view ending(std::string_view relative) {
  const std::string_view name = relative.substr(relative.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : name.substr(dot);
}

}  // namespace

void MovedFiles::add_new(std::string_view relative, std::uint64_t state) {
  if (new_.size() >= kMost) return;
  const auto [place, added] = new_.try_emplace(state, relative);
  // Two names of one file: hard links. Which of them was the old one cannot be told.
  if (!added) place->second.clear();
}

void MovedFiles::add_gone(std::string_view relative, std::uint64_t state) {
  const auto found = new_.find(state);
  if (found == new_.end() || found->second.empty()) return;
  if (ending(found->second) == ending(relative)) origins_.try_emplace(found->second, relative);
}

std::string_view MovedFiles::origin(std::string_view relative) const {
  const auto found = origins_.find(relative);
  return found == origins_.end() ? std::string_view{} : found->second;
}

}  // namespace quire::ingest
