#include "index/glass/posting_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "index/base/format.h"
#include "index/glass/position_list.h"
#include "index/glass/version_file.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/index/glass/test_documents.h"

namespace quire::glass {
namespace {

using Postings = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // document, wdf

class PostingListTest : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<TableReader> open(const std::string& path,
                                                  const std::string& name = "postlist") {
    const auto tables = committed_tables(files_.read(path + "/iamglass", 1 << 16)->bytes);
    EXPECT_TRUE(tables.ok());
    const CommittedTable& table = name == "postlist" ? tables->postlist : tables->position;
    auto file = files_.open_for_random_access(path + "/" + name + ".glass");
    if (!file && table.empty) return std::make_unique<TableReader>(nullptr, table);
    return std::make_unique<TableReader>(*std::move(file), table);
  }

  // All of a list; an error's message when there is one.
  static std::string read(Result<std::optional<PostingList>> opened, Postings& postings) {
    if (!opened) return opened.error().message;
    if (!*opened) return "";
    PostingList& list = **opened;
    while (!list.chunk().empty()) {
      for (const ListedPosting& one : list.chunk()) postings.emplace_back(one.document, one.wdf);
      if (const auto more = list.next_chunk(); !more) return more.error().message;
    }
    return "";
  }

  // What we read of each list that Xapian tells of differently, or cannot be read; empty if none.
  static std::string difference(const TableReader& ours, const Xapian::Database& theirs) {
    for (auto term = theirs.allterms_begin(); term != theirs.allterms_end(); ++term) {
      Postings expected;
      for (auto at = theirs.postlist_begin(*term); at != theirs.postlist_end(*term); ++at) {
        expected.emplace_back(*at, at.get_wdf());
      }
      auto list = PostingList::of_term(ours, *term);
      if (list && *list && (*list)->frequency() != expected.size()) return "frequency of " + *term;
      Postings found;
      if (auto error = read(std::move(list), found); !error.empty()) return *term + ": " + error;
      if (found != expected) return "postings of " + *term;
    }
    Postings lengths;
    for (auto at = theirs.postlist_begin(""); at != theirs.postlist_end(""); ++at) {
      lengths.emplace_back(*at, theirs.get_doclength(*at));
    }
    Postings found;
    if (auto error = read(PostingList::of_lengths(ours), found); !error.empty()) return error;
    return found == lengths ? "" : "lengths";
  }

  [[nodiscard]] std::string difference(const std::string& path) {
    const Xapian::Database theirs(path);
    auto found = difference(*open(path), theirs);
    if (found.empty()) found = position_difference(*open(path, "position"), theirs);
    return found;
  }

  // The same of positions: of each term in its documents, in their order, and some between.
  static std::string position_difference(const TableReader& ours, const Xapian::Database& theirs) {
    for (auto term = theirs.allterms_begin(); term != theirs.allterms_end(); ++term) {
      TableCursor cursor(ours);
      std::vector<std::uint32_t> documents(theirs.postlist_begin(*term),
                                           theirs.postlist_end(*term));
      if (!documents.empty() && documents.back() < UINT32_MAX) {
        documents.push_back(documents.back() + 1);
        documents.push_back(documents.front());  // and back
      }
      for (const std::uint32_t document : documents) {
        std::vector<std::uint32_t> expected;
        if (document <= theirs.get_lastdocid()) {
          expected.assign(theirs.positionlist_begin(document, *term),
                          theirs.positionlist_end(document, *term));
        }
        std::vector<std::uint32_t> found;
        const auto read = read_positions(cursor, *term, document, found);
        if (!read) return *term + ": " + read.error().message;
        if (found != expected) return format("positions of {} in {}", *term, document);
      }
    }
    return "";
  }

  quire::test::TemporaryFolder folder_;
  quire::test::FaultyFileSystem files_;
};

class ListsTest : public PostingListTest, public testing::WithParamInterface<test::DocumentKind> {};

TEST_P(ListsTest, are_read_as_xapian_reads_them_whoever_wrote_them) {
  const auto documents = GetParam().make(1, GetParam().count);
  test::build_ours(documents, folder_.at("ours"));
  EXPECT_EQ(difference(folder_.at("ours")), "");
  test::build_xapians(documents, folder_.at("xapians"));
  EXPECT_EQ(difference(folder_.at("xapians")), "");
  Xapian::Database both(folder_.at("ours"));
  both.add_database(Xapian::Database(folder_.at("xapians")));
  both.compact(folder_.at("compacted"));
  EXPECT_EQ(difference(folder_.at("compacted")), "");
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ListsTest,
    testing::Values(test::DocumentKind{"none", test::articles, 0},
                    test::DocumentKind{"one", test::articles, 1},
                    test::DocumentKind{"articles", test::articles, 300},
                    test::DocumentKind{"odd_terms", test::odd_terms, 300},
                    test::DocumentKind{"bare_documents", test::bare_documents, 3000},
                    test::DocumentKind{"long_documents", test::long_documents, 2},
                    test::DocumentKind{"tiny_documents", test::tiny_documents, 70000}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST_F(PostingListTest, a_term_that_no_document_has_has_no_list) {
  test::build_ours(test::articles(1, 300), folder_.at("db"));
  const auto table = open(folder_.at("db"));
  for (const std::string term : {"", "a", "zzzzz", "\xFF\xFF"}) {
    const auto list = PostingList::of_term(*table, term);
    ASSERT_TRUE(list.ok());
    EXPECT_FALSE(list->has_value()) << term;
  }
}

TEST_F(PostingListTest, skipping_comes_to_what_going_through_all_comes_to) {
  test::build_ours(test::tiny_documents(1, 30000), folder_.at("tiny"));
  test::build_ours(test::articles(1, 2000), folder_.at("articles"));
  Random random(5);
  for (const char* name : {"tiny", "articles"}) {
    const Xapian::Database database(folder_.at(name));
    const auto table = open(folder_.at(name));
    std::size_t chunks = 0;
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      if (random.below(20) != 0 && term.get_termfreq() < 500) continue;
      auto list = PostingList::of_term(*table, *term);
      ASSERT_TRUE(list.ok() && list->has_value());
      auto at = database.postlist_begin(*term);
      std::uint32_t document = 0;
      while (true) {
        document += static_cast<std::uint32_t>(1 + random.below(random.below(4) == 0 ? 9000 : 40));
        ASSERT_TRUE((*list)->skip_to(document).ok());
        at.skip_to(document);
        if (at == database.postlist_end(*term)) break;
        const auto chunk = (*list)->chunk();
        const auto found = std::find_if(chunk.begin(), chunk.end(), [&](const auto& posting) {
          return posting.document >= document;
        });
        ASSERT_NE(found, chunk.end()) << *term << " " << document;
        ASSERT_EQ(found->document, *at) << *term << " " << document;
        ++chunks;
      }
      EXPECT_TRUE((*list)->chunk().empty());
    }
    EXPECT_GT(chunks, 50U) << name;
  }
}

TEST_F(PostingListTest, the_last_key_that_is_not_behind_is_found_between_all_keys) {
  test::build_ours(test::articles(1, 500), folder_.at("db"));
  const auto table = open(folder_.at("db"));
  std::vector<std::string> keys;
  TableCursor all(*table);
  for (auto at = all.find(""); at.ok() && *at; at = all.next()) keys.emplace_back(all.key());
  ASSERT_GT(keys.size(), 1000U);
  TableCursor cursor(*table);
  for (std::size_t i = 0; i < keys.size(); i += 7) {
    ASSERT_TRUE(*cursor.find_not_behind(keys[i]));
    EXPECT_EQ(cursor.key(), keys[i]);
    ASSERT_TRUE(*cursor.find_not_behind(keys[i] + '\0'));
    const bool is_next = i + 1 < keys.size() && keys[i + 1] == keys[i] + '\0';
    EXPECT_EQ(cursor.key(), keys[is_next ? i + 1 : i]);
  }
  ASSERT_TRUE(*cursor.find_not_behind(std::string(250, '\xFF')));
  EXPECT_EQ(cursor.key(), keys.back());
}

// A database that has been worked on: documents taken out and written over, over several commits.
TEST_F(PostingListTest, lists_that_have_been_written_to_are_read_as_they_are) {
  for (const int block_size : {2048, 8192, 65536}) {
    const std::string path = folder_.at(format("db{}", block_size));
    Xapian::WritableDatabase writing(path, Xapian::DB_CREATE, block_size);
    Random random(static_cast<std::uint64_t>(block_size));
    std::size_t number = 0;
    for (const auto& document : test::articles(3, 350)) {
      if (random.below(3) == 0 && number > 0) {
        const auto id = static_cast<Xapian::docid>(1 + random.below(number));
        if (random.below(2) == 0) {
          writing.replace_document(id, test::to_xapian(document));
        } else if (auto at = writing.postlist_begin(""); at != writing.postlist_end("")) {
          at.skip_to(id);
          if (at != writing.postlist_end("")) writing.delete_document(*at);
        }
      }
      number = writing.add_document(test::to_xapian(document));
      if (number % 50 == 0) {
        writing.commit();
        ASSERT_EQ(difference(path), "") << block_size << ", " << number;
      }
    }
  }
}

// Whoever reads a commit that others have followed reads what it had, or is told.
TEST_F(PostingListTest, what_is_written_over_is_not_taken_for_what_was_there) {
  const std::string path = folder_.at("db");
  Xapian::WritableDatabase writing(path, Xapian::DB_CREATE);
  for (const auto& document : test::articles(4, 600)) {
    writing.add_document(test::to_xapian(document));
  }
  writing.commit();
  const auto before = open(path);
  std::vector<std::pair<std::string, Postings>> expected;
  for (auto term = writing.allterms_begin(); term != writing.allterms_end(); ++term) {
    auto& [text, postings] = expected.emplace_back(*term, Postings{});
    ASSERT_EQ(read(PostingList::of_term(*before, text), postings), "");
  }
  unsigned told = 0;
  for (Xapian::docid id = 1; id <= 300; id += 10) {
    writing.delete_document(id);
    writing.commit();
    for (const auto& [text, postings] : expected) {
      auto list = PostingList::of_term(*before, text);
      Postings found;
      const auto error = read(std::move(list), found);
      if (error.empty()) {
        ASSERT_EQ(found, postings) << text;
      } else {
        ASSERT_EQ(error, "the index was changed while it was read");
        ++told;
      }
    }
  }
  EXPECT_GT(told, 0U);
}

TEST_F(PostingListTest, a_disk_that_fails_is_reported) {
  test::build_ours(test::articles(1, 2000), folder_.at("db"));
  const auto table = open(folder_.at("db"));
  files_.fail(quire::test::FileCall::kRead, "postlist.glass", EIO);
  const auto list = PostingList::of_lengths(*table);
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().code, ErrorCode::kIo);
}

TEST_F(PostingListTest, a_table_that_is_cut_off_is_damaged) {
  test::build_ours(test::articles(1, 2000), folder_.at("db"));
  const auto bytes = files_.read(folder_.at("db/postlist.glass"), 1 << 30)->bytes;
  folder_.write("db/postlist.glass", bytes.substr(0, bytes.size() / 2));
  const auto list = PostingList::of_lengths(*open(folder_.at("db")));
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().code, ErrorCode::kCorrupt);
}

// Whatever a disk makes of a table, reading it ends, and never with what is not in order.
TEST_F(PostingListTest, damaged_tables_are_survived) {
  test::build_xapians(test::articles(1, 400), folder_.at("db"));
  const auto terms = [&] {
    std::vector<std::string> all;
    const Xapian::Database database(folder_.at("db"));
    for (auto at = database.allterms_begin(); at != database.allterms_end(); ++at) {
      all.push_back(*at);
    }
    return all;
  }();
  const auto whole = files_.read(folder_.at("db/postlist.glass"), 1 << 30)->bytes;
  Random random(11);
  unsigned refused = 0;
  for (int round = 0; round < 60; ++round) {
    std::string damaged = whole;
    for (std::uint64_t i = random.below(20) + 1; i > 0; --i) {
      // The heads of blocks are where it hurts.
      const std::size_t block = random.below(whole.size() / kBlockSize) * kBlockSize;
      const std::size_t in_block =
          random.below(2) == 0 ? random.below(64) : random.below(kBlockSize);
      damaged[block + in_block] = static_cast<char>(random.below(256));
    }
    folder_.write("db/postlist.glass", damaged);
    const auto table = open(folder_.at("db"));
    for (const std::string& term : terms) {
      Postings found;
      if (!read(PostingList::of_term(*table, term), found).empty()) ++refused;
      for (std::size_t i = 1; i < found.size(); ++i) {
        ASSERT_LT(found[i - 1].first, found[i].first);
      }
    }
  }
  EXPECT_GT(refused, 0U);
}

}  // namespace
}  // namespace quire::glass
