#pragma once
// Paths as prefixes of one another: relative to the drop folder, "" being the folder itself and so
// a prefix of every other. Thread-safe.

#include <string>
#include <string_view>

namespace quire::watch {

// Whether `path` is `folder` or stands below it.
[[nodiscard]] inline bool is_at_or_below(std::string_view path, std::string_view folder) {
  return folder.empty() ||
         (path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/'));
}

// The first among `path` and its parents, from the outermost on, for which `accepts` holds;
// otherwise npos of std::string_view as its length.
template <class Predicate>
[[nodiscard]] std::size_t find_prefix(std::string_view path, Predicate accepts) {
  if (accepts(std::string_view())) return 0;
  for (std::size_t end = path.find('/'); end != std::string_view::npos;
       end = path.find('/', end + 1)) {
    if (accepts(path.substr(0, end))) return end;
  }
  if (!path.empty() && accepts(path)) return path.size();
  return std::string_view::npos;
}

// Whether `path` or one of its parents is a key of `container`, which is a std::set or std::map of
// strings with a transparent order.
template <class Container>
[[nodiscard]] bool holds_prefix_of(const Container& container, std::string_view path) {
  if (container.empty()) return false;
  return find_prefix(path, [&](std::string_view prefix) { return container.contains(prefix); }) !=
         std::string_view::npos;
}

// Calls `visit(iterator)` for every key of `container` that is `path` or stands below it; visit may
// erase that element.
template <class Container, class Visit>
void for_each_at_or_below(Container& container, std::string_view path, Visit visit) {
  const auto visit_while = [&](auto it, auto belongs) {
    while (it != container.end() && belongs(it)) visit(it++);
  };
  if (path.empty()) return visit_while(container.begin(), [](auto) { return true; });
  if (const auto self = container.find(path); self != container.end()) visit(self);
  const std::string first = std::string(path) + '/';
  const std::string last = std::string(path) + '0';  // the byte after '/'
  const auto end = container.lower_bound(last);
  visit_while(container.lower_bound(first), [&](auto it) { return it != end; });
}

}  // namespace quire::watch
