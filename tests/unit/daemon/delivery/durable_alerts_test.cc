#include "daemon/delivery/durable_alerts.h"

#include <gtest/gtest.h>

#include "index/extract/extract.h"
#include "index/store/library.h"
#include "tests/support/run_until.h"
#include "tests/support/temporary_folder.h"

namespace quire::delivery {
namespace {

// With a library that tests publish to. Each match is written as the article's id alone.
class DurableAlertsTest : public testing::Test {
 protected:
  DurableAlertsTest() {
    folder_.make_folder("drop");
    library_ =
        *store::Library::open(files_, {folder_.at("index"), store::Durability::kFresh, "boot"});
  }
  ~DurableAlertsTest() override { stop(); }

  void start(const std::vector<config::AlertSettings>& settings) {
    alerts::MatcherOptions matching;
    matching.index = folder_.at("index");
    matching.live = library_->live_view();
    matching.render = [](const store::StoredArticle& article, text::Stemmers&) {
      return [hit = "{\"id\":\"" + article.id + "\"}"](const text::MatchTerms&) { return hit; };
    };
    inbox_.emplace(loop_);
    alerts_ = *alerts::Alerts::create(*inbox_, files_, std::move(matching));
    durable_ = *DurableAlerts::create({loop_, *inbox_, files_, clock_, *log_, *alerts_},
                                      folder_.at("alerts"), settings);
  }
  void stop() {
    durable_.reset();
    alerts_.reset();
    inbox_.reset();  // with what they have left there
    client_ = 0;
  }
  // Articles that are about walruses; each has the next number.
  void publish(int articles = 1) {
    for (int i = 0; i < articles; ++i) {
      const std::string name = std::to_string(++published_) + ".txt";
      auto content = files_.read(folder_.write("drop/" + name, "A walrus\n\nSeen. " + name), 1000);
      const article::FileKey key{"wire", name};
      const auto state = store::file_state(content->status);
      ASSERT_TRUE(library_
                      ->replace(builder_->prepare(key, state,
                                                  *extract::articles_in(key, *std::move(content))))
                      .ok());
    }
    ASSERT_TRUE(library_->publish().ok());
  }
  // Whose command adds the matches to a file.
  config::AlertSettings with_command(const std::string& name = "desk") {
    config::AlertSettings settings;
    settings.name = name;
    settings.query = "walrus";
    settings.command = {"/bin/sh", "-c", R"(cat >> "$0")", folder_.at(name)};
    return settings;
  }
  // The numbers of the matches that its command was given.
  std::vector<std::uint64_t> commanded(const std::string& name = "desk") {
    std::vector<std::uint64_t> numbers;
    const auto read = files_.read(folder_.at(name), 1U << 20);
    const std::string_view text = read ? std::string_view(read->bytes) : "";
    constexpr std::string_view kKey = "\"seq\":";
    for (auto at = text.find(kKey); at != text.npos; at = text.find(kKey, at + 1)) {
      numbers.push_back(std::stoull(std::string(text.substr(at + kKey.size(), 20))));
    }
    return numbers;
  }
  bool wait_for(const std::function<bool()>& condition) {
    return test::run_until(loop_, condition);
  }
  bool wait_for_deliveries(std::size_t count) {
    return wait_for([&] { return durable_->report().front().delivered == count; });
  }
  // As it stands on disk; nothing when there is none.
  std::optional<std::uint64_t> noted(const std::string& name, Channel channel) {
    const auto kept = AlertFiles(files_, folder_.at("alerts")).read_all();
    const auto found = kept->find(name);
    if (found == kept->end() || !found->second.upto.contains(channel)) return std::nullopt;
    return found->second.upto.at(channel);
  }

  // The client connects to an alert, or makes it.
  Result<Kept> subscribe(const Wanted& wanted) {
    if (client_ == 0) {
      client_ = alerts_->add_outlet({[this](std::span<const alerts::Match> matches) {
                                       for (const alerts::Match& match : matches) {
                                         told_.push_back(match.number);
                                         durable_->sent(match.subscription, match.number);
                                         if (told_.size() == stop_after_) loop_.stop();
                                       }
                                       return matches.size();
                                     },
                                     [](auto, auto) {}});
    }
    std::optional<Result<Kept>> kept;
    durable_->subscribe(wanted, client_, [&](Result<Kept> one) { kept = std::move(one); });
    EXPECT_TRUE(wait_for([&] { return kept.has_value(); }));
    return *kept;
  }
  void disconnect() {
    durable_->disconnect_all(client_);
    alerts_->remove_outlet(client_);
    client_ = 0;
  }
  ErrorCode refusal(const Wanted& wanted) {
    const auto kept = subscribe(wanted);
    EXPECT_FALSE(kept.ok());
    return kept ? ErrorCode{} : kept.error().code;
  }

  using Numbers = std::vector<std::uint64_t>;

  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  SystemClock clock_;
  std::unique_ptr<log::Logger> log_ = log::Logger::silent();
  std::optional<store::SegmentBuilder> builder_ = *store::SegmentBuilder::create({"en"});
  std::unique_ptr<store::Library> library_;
  int published_ = 0;
  loop::Loop loop_;
  std::optional<loop::Inbox> inbox_;
  std::unique_ptr<alerts::Alerts> alerts_;
  std::unique_ptr<DurableAlerts> durable_;
  std::uint64_t client_ = 0;
  Numbers told_;
  std::size_t stop_after_ = SIZE_MAX;  // matches that the client was told
};

TEST_F(DurableAlertsTest, a_new_one_begins_with_what_is_published_next) {
  publish(2);
  start({with_command()});
  publish();
  ASSERT_TRUE(wait_for_deliveries(1));
  EXPECT_EQ(commanded(), Numbers{3});
}

TEST_F(DurableAlertsTest, where_a_new_one_begins_stands_on_disk_before_anything_is_published) {
  publish(2);
  start({with_command()});
  EXPECT_EQ(noted("desk", Channel::kCommand), 2U);
}

TEST_F(DurableAlertsTest, all_matches_go_to_the_command_however_many_wait) {
  start({with_command()});
  publish(40);
  ASSERT_TRUE(wait_for_deliveries(40));
  Numbers all;
  for (std::uint64_t number = 1; number <= 40; ++number) all.push_back(number);
  EXPECT_EQ(commanded(), all);
}

TEST_F(DurableAlertsTest, a_start_goes_on_from_where_it_was) {
  start({with_command()});
  publish();
  ASSERT_TRUE(wait_for_deliveries(1));
  EXPECT_EQ(noted("desk", Channel::kCommand), 1U);
  stop();
  publish(2);
  start({with_command()});
  ASSERT_TRUE(wait_for_deliveries(2));
  EXPECT_EQ(commanded(), (Numbers{1, 2, 3}));
}

TEST_F(DurableAlertsTest, one_that_has_changed_goes_on_from_where_it_was) {
  start({with_command()});
  publish();
  ASSERT_TRUE(wait_for_deliveries(1));
  config::AlertSettings changed = with_command();
  changed.query = "seen";
  changed.command.back() = folder_.at("other");
  durable_->set_settings({changed});
  publish();
  ASSERT_TRUE(wait_for_deliveries(1));
  EXPECT_EQ(commanded("other"), Numbers{2});
}

TEST_F(DurableAlertsTest, one_that_is_not_in_the_settings_any_more_is_forgotten) {
  start({with_command("desk"), with_command("paper")});
  stop();
  start({with_command("paper")});
  EXPECT_TRUE(wait_for([&] { return !noted("desk", Channel::kCommand); }));
  EXPECT_TRUE(noted("paper", Channel::kCommand).has_value());
}

TEST_F(DurableAlertsTest, failures_are_counted_and_the_last_is_told) {
  config::AlertSettings settings = with_command();
  settings.command = {"/bin/sh", "-c", "echo no paper >&2; exit 1"};
  settings.retries = 0;
  start({settings});
  publish(2);
  ASSERT_TRUE(wait_for([&] { return durable_->report().front().failures == 2; }));
  const AlertReport report = durable_->report().front();
  EXPECT_EQ(report.last_failure,
            "/bin/sh ended with status 1: no paper; given up after 1 attempts");
  EXPECT_EQ(report.delivered, 0U);
  EXPECT_EQ(report.seq, 2U);
}

TEST_F(DurableAlertsTest, a_client_that_comes_back_is_told_what_it_missed_and_nothing_twice) {
  start({});
  ASSERT_TRUE(subscribe({"desk", "walrus"}).ok());
  publish();
  ASSERT_TRUE(wait_for([&] { return told_ == Numbers{1}; }));
  disconnect();
  publish(2);
  const auto kept = subscribe({"desk", "walrus"});
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->seq, 1U);
  EXPECT_TRUE(wait_for([&] { return told_.size() == 3; }));
  EXPECT_EQ(told_, (Numbers{1, 2, 3}));
}

TEST_F(DurableAlertsTest, what_a_client_made_outlives_a_restart) {
  start({});
  ASSERT_TRUE(subscribe({"desk", "walrus"}).ok());
  publish(2);
  ASSERT_TRUE(wait_for([&] { return noted("desk", Channel::kClient) == 2U; }));
  stop();
  publish();
  start({});
  const auto kept = subscribe({"desk", "walrus"});
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->seq, 2U);
  ASSERT_TRUE(wait_for([&] { return told_.size() == 3; }));
  EXPECT_EQ(told_, (Numbers{1, 2, 3}));
}

TEST_F(DurableAlertsTest, the_end_notes_what_was_sent_last) {
  start({});
  ASSERT_TRUE(subscribe({"desk", "walrus"}).ok());
  publish(30);
  // At once, while the note of the first is still on its way.
  stop_after_ = 30;
  loop_.run();
  stop();
  EXPECT_EQ(noted("desk", Channel::kClient), 30U);
}

TEST_F(DurableAlertsTest, a_client_begins_where_it_says) {
  publish(3);
  start({});
  ASSERT_TRUE(subscribe({"desk", "walrus", false, 1}).ok());
  ASSERT_TRUE(wait_for([&] { return told_.size() == 2; }));
  EXPECT_EQ(told_, (Numbers{2, 3}));
}

TEST_F(DurableAlertsTest, its_feed_goes_on_while_the_client_is_away) {
  start({});
  const auto kept = subscribe({"desk", "walrus", true});
  ASSERT_TRUE(kept.ok());
  disconnect();
  publish(2);
  EXPECT_TRUE(wait_for([&] { return noted("desk", Channel::kFeed) == 2U; }));
  EXPECT_EQ(noted("desk", Channel::kClient), 0U);
}

TEST_F(DurableAlertsTest, what_cannot_be_is_refused) {
  start({with_command("paper")});
  ASSERT_TRUE(subscribe({"desk", "walrus"}).ok());
  EXPECT_EQ(refusal({"desk", "walrus"}), ErrorCode::kBusy);
  EXPECT_EQ(refusal({"desk", "seal"}), ErrorCode::kInvalidArgument);
  EXPECT_EQ(refusal({"paper", "walrus"}), ErrorCode::kInvalidArgument);
  EXPECT_EQ(refusal({"../desk", "walrus"}), ErrorCode::kInvalidArgument);
  EXPECT_EQ(refusal({"other", "NEAR/"}), ErrorCode::kParse);
}

TEST_F(DurableAlertsTest, one_that_was_ended_by_its_name_is_gone_for_good) {
  start({});
  ASSERT_TRUE(subscribe({"desk", "walrus"}).ok());
  std::optional<Result<void>> removed;
  durable_->remove("desk", [&](Result<void> one) { removed = std::move(one); });
  ASSERT_TRUE(wait_for([&] { return removed.has_value(); }));
  EXPECT_TRUE(removed->ok());
  EXPECT_TRUE(durable_->report().empty());
  EXPECT_FALSE(noted("desk", Channel::kClient).has_value());
  durable_->remove("desk", [&](Result<void> one) { removed = std::move(one); });
  EXPECT_FALSE(removed->ok());
}

}  // namespace
}  // namespace quire::delivery
