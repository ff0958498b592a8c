#include "tests/bench/late_articles.h"

#include "index/base/file_system.h"
#include "index/base/format.h"

namespace quire::bench {
LateArticles::LateArticles(const test::DaemonProcess& daemon, test::JsonClient& client,
                           std::vector<std::string> texts, std::string name)
    : daemon_(daemon), client_(client), texts_(std::move(texts)), name_(std::move(name)) {
  daemon_.files().make_folder(join_path("drop", name_));
}

std::string LateArticles::path(const char* ending) const {
  return format("drop/{}/{}{}", name_, dropped_, ending);
}

// A word that no generated article has, and hardly any other.
std::string LateArticles::marker() const { return format("qq{}{}q", name_, dropped_); }

void LateArticles::write_next() {
  const std::string& text = texts_.at(dropped_ % texts_.size());
  daemon_.files().write(path(".tmp"), text + "\n" + marker() + "\n");
}

void LateArticles::drop() {
  waiting_.push_back({marker(), std::chrono::steady_clock::now()});
  daemon_.files().rename(path(".tmp"), path(".txt"));
  ++dropped_;
}

bool LateArticles::look_for_oldest() {
  const Waiting& oldest = waiting_.front();
  ++searches_;
  const auto found = client_.result("search", {{"query", oldest.marker}, {"limit", 1}});
  if (found["total"]["value"] != 1) return false;
  const auto took = std::chrono::steady_clock::now() - oldest.since;
  times_.add(std::chrono::duration<double, std::milli>(took).count());
  waiting_.pop_front();
  return true;
}

}  // namespace quire::bench
