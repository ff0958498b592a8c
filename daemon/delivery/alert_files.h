#pragma once
// What is kept of alerts on disk, in a folder of the index (INDEX/alerts), so that it survives the
// daemon however that ends:
//
//   NAME.alert                     the query of an alert that a client has made
//   NAME.client .command .feed     up to which number its matches have gone that way
//   NAME.atom                      the feed of such an alert
//
// Each is small and replaced as a whole. Owned by one thread at a time.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "daemon/delivery/channel.h"
#include "index/base/file_system.h"

namespace quire::delivery {

struct KeptAlert {
  std::optional<std::string> query;  // of one that a client has made
  bool feed = false;                 // and whether it has a feed
  std::map<Channel, std::uint64_t> upto;
};

class AlertFiles {
 public:
  // `files` outlives it.
  AlertFiles(FileSystem& files, std::string folder);

  // By name; makes the folder when there is none. A file that makes no sense is passed over.
  [[nodiscard]] Result<std::map<std::string, KeptAlert>> read_all();
  [[nodiscard]] Result<void> define(const std::string& name, const std::string& query, bool feed);
  [[nodiscard]] Result<void> note(const std::string& name, Channel channel, std::uint64_t upto);
  [[nodiscard]] Result<void> forget(const std::string& name);

  [[nodiscard]] std::string feed_path(const std::string& name) const;

 private:
  [[nodiscard]] std::string path(const std::string& name, std::string_view ending) const;

  FileSystem& files_;
  const std::string folder_;
};

}  // namespace quire::delivery
