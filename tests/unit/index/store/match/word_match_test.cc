#include "index/store/match/word_match.h"

#include <gmock/gmock.h>

#include <cerrno>
#include <cmath>
#include <map>

#include "index/base/random.h"
#include "index/store/match/best_matches.h"
#include "index/store/match/open_postings.h"
#include "index/store/match/term_weight.h"
#include "tests/unit/index/store/live_library_fixture.h"

namespace quire::store {
namespace {

using testing::ElementsAre;
using testing::Optional;

const std::vector<std::string> kWords = {"harbour", "strike", "dockers",  "crane", "tariff",
                                         "border",  "police", "minister", "vote",  "storm"};

std::string stem_of(const std::string& word) {
  static const std::map<std::string, std::string> stems = {
      {"dockers", "docker"}, {"police", "polic"}, {"minister", "minist"}, {"tariff", "tariff"}};
  const auto found = stems.find(word);
  return "Z" + (found == stems.end() ? word : found->second);
}

class WordMatchTest : public LiveLibraryFixture {
 protected:
  // Of words of which the first are the most frequent, some of them very often.
  article::Article random_article() {
    std::string body;
    for (std::uint64_t i = random_.below(120) + 1; i > 0; --i) {
      const std::size_t word = random_.below(random_.below(kWords.size()) + 1);
      const std::uint64_t times = random_.below(40) == 0 ? random_.below(60) : 1;
      for (std::uint64_t n = 0; n < times; ++n) body += kWords[word] + " ";
    }
    return text("Title", body);
  }

  // Sealed segments and a fresh one, in which articles were replaced and removed.
  void fill() {
    constexpr int kArticles = 600;
    open_sealing_at(120);
    for (int i = 0; i < kArticles; ++i) {
      add(std::to_string(i), random_article());
      if (i % 5 == 4) {
        const auto version = static_cast<std::uint64_t>(i);
        add(std::to_string(random_.below(version)), random_article(), version);
      }
      if (i % 9 == 8) {
        ASSERT_TRUE(library_->remove(key(std::to_string(random_.below(kArticles)))).ok());
      }
      if (i % 40 != 39) continue;
      publish();
      ASSERT_TRUE(library_->seal_if_large().ok());
    }
    publish();
  }

  // Runs `work` on what there is now.
  template <class Work>
  void read(const Work& work) {
    Reader reader(files_, index(), library_->live_view());
    const auto done = reader.read("test", [&](const Snapshot& at) {
      work(at);
      return true;
    });
    ASSERT_TRUE(done.ok()) << describe(done.error());
  }

  [[nodiscard]] PostingsCache& cache() { return *library_->live_view()->postings(); }
  [[nodiscard]] WordMatches matches(const Snapshot& at, const std::vector<std::string>& terms,
                                    std::size_t count, const MatchGuard& guard = {}) {
    return match_any(at, open_postings(cache(), files_, at), terms, count, guard);
  }

  // What Xapian finds, all of it.
  static std::vector<Ranked> by_xapian(const Snapshot& at, const std::vector<std::string>& terms) {
    Xapian::Enquire enquire(at.database);
    enquire.set_weighting_scheme(Xapian::BM25Weight(kBm25K1, 0, 1, kBm25B, 0.5));
    enquire.set_query({Xapian::Query::OP_OR, terms.begin(), terms.end()});
    const Xapian::MSet found = enquire.get_mset(0, at.database.get_doccount());
    std::vector<Ranked> ranked;
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      if (at.has(*hit)) ranked.push_back({*hit, hit.get_weight()});
    }
    return ranked;
  }

  void expect_same(const Snapshot& at, const std::vector<std::string>& terms, std::size_t count) {
    const std::vector<Ranked> theirs = by_xapian(at, terms);
    const WordMatches ours = matches(at, terms, count);
    EXPECT_EQ(ours.total, theirs.size());
    ASSERT_EQ(ours.best.size(), std::min(count, theirs.size()));
    for (std::size_t i = 0; i < ours.best.size(); ++i) {
      ASSERT_NEAR(ours.best[i].weight, theirs[i].weight, 1e-9 * theirs[i].weight) << i;
      // Sums of another order may put apart what is equal, and the other way round.
      const bool is_clear =
          (i == 0 || theirs[i - 1].weight - theirs[i].weight > 1e-9) &&
          (i + 1 >= theirs.size() || theirs[i].weight - theirs[i + 1].weight > 1e-9);
      if (!is_clear) continue;
      EXPECT_EQ(ours.best[i].id, theirs[i].id) << i;
    }
  }

  Random random_{7};
};

TEST_F(WordMatchTest, finds_and_weighs_as_xapian_does) {
  fill();
  read([&](const Snapshot& at) {
    ASSERT_GE(at.segments.size(), 4U);
    ASSERT_FALSE(at.removed.empty());
    std::size_t sealed = 0;
    for (const auto& postings : open_postings(cache(), files_, at)) sealed += postings ? 1U : 0U;
    ASSERT_EQ(sealed, at.segments.size() - 1) << "the fresh one is read through Xapian";
    for (int round = 0; round < 150; ++round) {
      std::vector<std::string> terms;
      for (std::uint64_t i = random_.below(5) + 1; i > 0; --i) {
        terms.push_back(stem_of(kWords[random_.below(kWords.size())]));
      }
      if (random_.below(5) == 0) terms.push_back("Znowhere");
      const std::size_t counts[] = {0, 1, 10, 21, 2000};
      expect_same(at, terms, counts[random_.below(std::size(counts))]);
    }
  });
}

// Where Xapian would count out a thousand and estimate the rest.
TEST_F(WordMatchTest, the_total_of_words_is_exact_however_many_match) {
  open_sealing_at(1000);
  for (int i = 0; i < 2400; ++i) {
    add(std::to_string(i), text(i % 2 == 0 ? "harbour" : "Title", i % 3 == 0 ? "strike" : "vote"));
    if (i % 800 != 799) continue;
    publish();
    ASSERT_TRUE(library_->seal_if_large().ok());
  }
  const Xapian::Query either = Xapian::Query("Zharbour") | Xapian::Query("Zstrike");
  for (const std::uint32_t limit : {0U, 10U}) {
    SearchOptions options;
    options.limit = limit;
    const auto result = live_->search(either, options);
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result->total, 1600U);
    EXPECT_TRUE(result->exact);
  }
}

// What is the same to the last bit comes in the order of the ids, and that however many are wanted.
TEST_F(WordMatchTest, what_weighs_the_same_is_in_the_order_of_its_ids) {
  open_sealing_at(40);
  for (int i = 0; i < 200; ++i) {
    add(std::to_string(i), text("Title", i % 2 == 0 ? "harbour strike" : "harbour"));
    if (i % 50 != 49) continue;
    publish();
    ASSERT_TRUE(library_->seal_if_large().ok());
  }
  read([&](const Snapshot& at) {
    const auto all = matches(at, {"Zharbour", "Zstrike"}, 200).best;
    ASSERT_EQ(all.size(), 200U);
    for (std::size_t i = 1; i < all.size(); ++i) {
      const bool in_order = all[i - 1].weight > all[i].weight ||
                            (all[i - 1].weight == all[i].weight && all[i - 1].id < all[i].id);
      ASSERT_TRUE(in_order) << i;
    }
    for (const std::size_t count : {1U, 10U, 99U, 150U}) {
      const auto some = matches(at, {"Zharbour", "Zstrike"}, count).best;
      ASSERT_EQ(some.size(), count);
      for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(some[i].id, all[i].id) << count;
    }
  });
}

TEST_F(WordMatchTest, finds_nothing_in_an_empty_library) {
  publish();
  read([&](const Snapshot& at) {
    EXPECT_EQ(matches(at, {"Zharbour"}, 10).total, 0U);
    EXPECT_EQ(matches(at, {}, 10).total, 0U);
  });
}

TEST_F(WordMatchTest, ends_when_its_time_is_up) {
  fill();
  const SteadyTime start = std::chrono::steady_clock::now();
  int looks = 0;
  const MatchGuard guard(start + std::chrono::seconds(2), nullptr,
                         [&] { return start + std::chrono::seconds(looks++); });
  read([&](const Snapshot& at) {
    const auto whole = matches(at, {"Zharbour"}, 10);
    const auto cut = matches(at, {"Zharbour"}, 10, guard);
    EXPECT_TRUE(guard.has_ended_match());
    EXPECT_GT(cut.total, 0U);
    EXPECT_LT(cut.total, whole.total);
  });
}

// A process that is short of descriptors finds what there is, only not as fast.
TEST_F(WordMatchTest, reads_through_xapian_what_it_cannot_open_and_tries_again) {
  fill();
  files_.fail(test::FileCall::kOpen, "postlist.glass", EMFILE);
  read([&](const Snapshot& at) {
    for (const auto& postings : open_postings(cache(), files_, at)) EXPECT_EQ(postings, nullptr);
    expect_same(at, {"Zharbour", "Zstrike"}, 10);
  });
  files_.heal();
  read([&](const Snapshot& at) {
    EXPECT_NE(open_postings(cache(), files_, at).front(), nullptr);
    expect_same(at, {"Zharbour", "Zstrike"}, 10);
  });
}

TEST_F(WordMatchTest, a_disk_that_fails_leaves_its_segments_out) {
  fill();
  const SearchOptions options;
  const auto before = live_->search(Xapian::Query("Zharbour"), options);
  ASSERT_TRUE(before.ok());
  EXPECT_FALSE(before->partial);
  files_.fail(test::FileCall::kRead, "00000001/postlist.glass", EIO);
  const auto after = live_->search(Xapian::Query("Zharbour"), options);
  ASSERT_TRUE(after.ok()) << describe(after.error());
  EXPECT_TRUE(after->partial);
  EXPECT_LT(after->total, before->total);
}

// The cache holds the files of segments that there are, and no others.
TEST_F(WordMatchTest, segments_that_are_gone_are_forgotten) {
  fill();
  std::vector<std::weak_ptr<const SegmentPostings>> before;
  read([&](const Snapshot& at) {
    for (const auto& postings : open_postings(cache(), files_, at)) {
      if (postings) before.push_back(postings);
    }
  });
  ASSERT_FALSE(before.empty());
  for (int i = 0; i < 130; ++i) add("late" + std::to_string(i), random_article());
  publish();
  ASSERT_TRUE(library_->seal_if_large().ok());
  read([&](const Snapshot& at) { (void)open_postings(cache(), files_, at); });
  for (const auto& postings : before) EXPECT_FALSE(postings.expired()) << "they are still there";
  Snapshot nothing_of_old;
  read([&](const Snapshot& at) {
    nothing_of_old.segments = {at.segments.back()};
    nothing_of_old.segments.front().view.name = "another";
    nothing_of_old.segments.front().view.revision = 0;
    nothing_of_old.segments.front().path = at.segments.front().path;
    nothing_of_old.segments.front().database = at.segments.front().database;
    (void)open_postings(cache(), files_, nothing_of_old);
  });
  for (const auto& postings : before) EXPECT_TRUE(postings.expired());
}

TEST(AlternativeTerms, are_those_of_a_word_or_of_any_of_several) {
  const Xapian::Query a("a");
  const Xapian::Query b("b");
  EXPECT_THAT(alternative_terms(a), Optional(ElementsAre("a")));
  EXPECT_THAT(alternative_terms(a | b), Optional(ElementsAre("a", "b")));
  EXPECT_THAT(alternative_terms(a | b | a), Optional(testing::SizeIs(3)));
}

TEST(AlternativeTerms, are_none_of_any_other_query) {
  const Xapian::Query a("a");
  const Xapian::Query b("b");
  const std::vector<std::string> both = {"a", "b"};
  EXPECT_FALSE(alternative_terms({}));
  EXPECT_FALSE(alternative_terms(a & b));
  EXPECT_FALSE(alternative_terms(a | (b & a)));
  EXPECT_FALSE(alternative_terms(a * 0.5));
  EXPECT_FALSE(alternative_terms(Xapian::Query("a", 2)));
  EXPECT_FALSE(alternative_terms(Xapian::Query("a", 2) | b));
  EXPECT_FALSE(alternative_terms(Xapian::Query::MatchAll));
  EXPECT_FALSE(alternative_terms({Xapian::Query::OP_SYNONYM, both.begin(), both.end()}));
  EXPECT_FALSE(alternative_terms({Xapian::Query::OP_FILTER, a, b}));
  const std::vector<std::string> fifty(50, "a");
  EXPECT_TRUE(alternative_terms({Xapian::Query::OP_OR, fifty.begin(), fifty.end()}));
  const std::vector<std::string> more(51, "a");
  EXPECT_FALSE(alternative_terms({Xapian::Query::OP_OR, more.begin(), more.end()}));
}

TEST(TermWeight, that_may_matter_is_never_left_out) {
  Random random(3);
  for (int round = 0; round < 2000; ++round) {
    const IndexSize size{1 + static_cast<double>(random.below(100'000)), random.unit() * 900};
    TermWeight weight(size, random.unit() * size.articles);
    const double least = (random.unit() * 1.4 - 0.2) * weight.most();
    weight.look_for(least);
    for (int i = 0; i < 100; ++i) {
      const auto wdf = static_cast<std::uint32_t>(random.below(random.below(2) == 0 ? 4 : 30));
      const auto length = static_cast<std::uint32_t>(random.below(2000));
      const double in = weight.in(wdf, length);
      ASSERT_LE(in, weight.most());
      const bool may_matter = weight.may_matter() && weight.may_matter(wdf, length);
      ASSERT_TRUE(may_matter || in < least);
    }
  }
}

TEST(TermWeight, that_is_well_below_does_not_matter) {
  TermWeight weight({1000, 200}, 100);
  weight.look_for(0.8 * weight.most());
  EXPECT_TRUE(weight.may_matter());
  EXPECT_FALSE(weight.may_matter(1, 200));
  EXPECT_TRUE(weight.may_matter(15, 100));
  weight.look_for(1.1 * weight.most());
  EXPECT_FALSE(weight.may_matter());
}

TEST(BestMatches, are_those_that_sorting_all_would_give) {
  Random random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::pair<double, Xapian::docid>> all;  // by falling weight: negative
    const std::size_t wanted = random.below(12);
    BestMatches best(wanted);
    for (std::uint64_t i = random.below(60); i > 0; --i) {
      const double weight = static_cast<double>(random.below(8));
      const auto id = static_cast<Xapian::docid>(random.next() % 100'000 * 64 + i);
      all.emplace_back(-weight, id);
      best.show(id, weight);
    }
    std::sort(all.begin(), all.end());
    all.resize(std::min(all.size(), wanted));
    const auto taken = best.take();
    ASSERT_EQ(taken.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(taken[i].id, all[i].second);
      EXPECT_EQ(taken[i].weight, -all[i].first);
    }
  }
}

}  // namespace
}  // namespace quire::store
