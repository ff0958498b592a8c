// What Xapian does with a database of ours beside reading it: changing, compacting, searching.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/temporary_folder.h"
#include "tests/unit/index/glass/compare_databases.h"
#include "tests/unit/index/glass/test_documents.h"

namespace quire::glass {
namespace {

using test::TestDocument;

constexpr int kOpen = Xapian::DB_OPEN | Xapian::DB_NO_SYNC;

class DatabaseUseTest : public testing::Test {
 protected:
  // The same documents in both, under "ours" and "xapians".
  void build_both(const std::vector<TestDocument>& documents) {
    test::build_ours(documents, ours_);
    test::build_xapians(documents, xapians_);
  }

  // The same change to both, seen afterwards in both.
  template <class Change>
  void change_both(Change change) {
    for (const std::string& path : {ours_, xapians_}) {
      Xapian::WritableDatabase database(path, kOpen);
      change(database);
      database.commit();
    }
    EXPECT_EQ(test::faults(ours_), "");
    expect_equal(ours_, xapians_);
  }

  static void expect_equal(const std::string& a, const std::string& b) {
    EXPECT_EQ(test::difference(Xapian::Database(a), Xapian::Database(b)), "");
  }

  quire::test::TemporaryFolder folder_;
  const std::string ours_ = folder_.at("ours");
  const std::string xapians_ = folder_.at("xapians");
};

TEST_F(DatabaseUseTest, xapian_adds_documents_to_ours) {
  build_both(test::articles(1, 200));
  const auto more = test::articles(2, 150);
  change_both([&](Xapian::WritableDatabase& database) {
    for (const TestDocument& document : more) database.add_document(test::to_xapian(document));
  });
}

TEST_F(DatabaseUseTest, xapian_adds_documents_to_an_empty_one_of_ours) {
  build_both({});
  const auto more = test::articles(2, 50);
  change_both([&](Xapian::WritableDatabase& database) {
    for (const TestDocument& document : more) database.add_document(test::to_xapian(document));
  });
}

TEST_F(DatabaseUseTest, xapian_deletes_documents_of_ours) {
  build_both(test::articles(1, 200));
  change_both([](Xapian::WritableDatabase& database) {
    for (Xapian::docid id = 1; id <= 200; id += 1 + id % 3) database.delete_document(id);
  });
}

TEST_F(DatabaseUseTest, xapian_deletes_all_documents_of_ours_by_a_term) {
  build_both(test::articles(1, 60));
  change_both([](Xapian::WritableDatabase& database) { database.delete_document("XKINDarticle"); });
  EXPECT_EQ(Xapian::Database(ours_).get_doccount(), 0U);
}

TEST_F(DatabaseUseTest, xapian_replaces_documents_of_ours_over_many_commits) {
  build_both(test::articles(1, 120));
  const auto more = test::articles(3, 40);
  for (std::size_t round = 0; round < 4; ++round) {
    change_both([&](Xapian::WritableDatabase& database) {
      for (std::size_t i = round; i < more.size(); i += 4) {
        database.replace_document(static_cast<Xapian::docid>(1 + i * 3), test::to_xapian(more[i]));
      }
      database.delete_document(static_cast<Xapian::docid>(100 + round));
    });
  }
}

TEST_F(DatabaseUseTest, xapian_changes_odd_documents_of_ours) {
  auto documents = test::odd_terms(1, 60);
  for (auto more :
       {test::many_values(1, 60), test::wild_positions(1, 20), test::huge_data(1, 24)}) {
    documents.insert(documents.end(), more.begin(), more.end());
  }
  build_both(documents);
  change_both([&](Xapian::WritableDatabase& database) {
    for (Xapian::docid id = 2; id < documents.size(); id += 2) {
      database.replace_document(id, test::to_xapian(documents[id - 2]));
    }
    for (Xapian::docid id = 5; id < documents.size(); id += 7) database.delete_document(id);
  });
}

TEST_F(DatabaseUseTest, xapian_changes_long_lists_of_ours) {
  build_both(test::tiny_documents(1, 20000));
  change_both([](Xapian::WritableDatabase& database) {
    for (Xapian::docid id = 1; id < 20000; id += 17) database.delete_document(id);
    for (Xapian::docid id = 20001; id < 21000; ++id) {
      Xapian::Document document;
      document.add_term("common", 3);
      database.replace_document(id, document);
    }
  });
}

TEST_F(DatabaseUseTest, several_of_ours_compact_into_what_xapian_builds_of_all) {
  std::vector<TestDocument> all;
  Xapian::Database parts;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const auto documents = test::articles(seed, 80 * seed);
    const std::string part = folder_.at("part" + std::to_string(seed));
    test::build_ours(documents, part);
    parts.add_database(Xapian::Database(part));
    all.insert(all.end(), documents.begin(), documents.end());
  }
  parts.compact(ours_);
  test::build_xapians(all, xapians_);
  EXPECT_EQ(test::faults(ours_), "");
  expect_equal(ours_, xapians_);
}

TEST_F(DatabaseUseTest, ours_and_one_of_xapians_compact_together) {
  auto all = test::articles(1, 100);
  const auto more = test::odd_terms(2, 100);
  test::build_xapians(all, folder_.at("first"));
  test::build_ours(more, folder_.at("second"));
  all.insert(all.end(), more.begin(), more.end());
  Xapian::Database parts(folder_.at("first"));
  parts.add_database(Xapian::Database(folder_.at("second")));
  parts.compact(ours_);
  test::build_xapians(all, xapians_);
  EXPECT_EQ(test::faults(ours_), "");
  expect_equal(ours_, xapians_);
}

TEST_F(DatabaseUseTest, ours_with_documents_deleted_compacts) {
  build_both(test::articles(1, 90));
  change_both([](Xapian::WritableDatabase& database) {
    for (Xapian::docid id = 3; id <= 90; id += 3) database.delete_document(id);
  });
  Xapian::Database(ours_).compact(folder_.at("a"));
  Xapian::Database(xapians_).compact(folder_.at("b"));
  EXPECT_EQ(test::faults(folder_.at("a")), "");
  expect_equal(folder_.at("a"), folder_.at("b"));
}

TEST_F(DatabaseUseTest, ours_is_no_larger_than_what_xapian_compacts) {
  build_both(test::articles(1, 500));
  Xapian::Database(xapians_).compact(folder_.at("compacted"));
  PosixFileSystem files;
  for (const char* table : {"postlist", "position", "termlist", "docdata"}) {
    const std::string name = std::string("/") + table + ".glass";
    const auto size = files.status(ours_ + name)->size;
    const auto compacted = files.status(folder_.at("compacted") + name)->size;
    EXPECT_LE(size, compacted + compacted / 10) << table;
  }
}

// Queries of every sort that reads postings, positions, lengths or values.
std::vector<Xapian::Query> queries(const std::vector<TestDocument>& documents) {
  std::vector<Xapian::Query> result;
  for (std::size_t i = 0; i < documents.size(); i += 7) {
    const auto& postings = documents[i].postings;
    const std::string words[] = {postings[10].first, postings[11].first, postings[12].first};
    for (const auto op : {Xapian::Query::OP_PHRASE, Xapian::Query::OP_NEAR, Xapian::Query::OP_AND,
                          Xapian::Query::OP_OR}) {
      result.emplace_back(op, std::begin(words), std::end(words));
    }
    result.emplace_back(Xapian::Query::OP_NEAR, std::begin(words), std::begin(words) + 2, 30);
  }
  result.emplace_back(Xapian::Query::OP_VALUE_RANGE, 0, Xapian::sortable_serialise(20),
                      Xapian::sortable_serialise(50));
  result.emplace_back(Xapian::Query::OP_WILDCARD, "Za");
  result.push_back(Xapian::Query::MatchAll);
  return result;
}

TEST_F(DatabaseUseTest, queries_find_the_same_with_the_same_weights) {
  const auto documents = test::articles(1, 300);
  build_both(documents);
  const Xapian::Database ours(ours_);
  const Xapian::Database xapians(xapians_);
  std::size_t found = 0;
  for (const Xapian::Query& query : queries(documents)) {
    Xapian::Enquire in_ours(ours);
    Xapian::Enquire in_xapians(xapians);
    in_ours.set_query(query);
    in_xapians.set_query(query);
    const Xapian::MSet a = in_ours.get_mset(0, 1000);
    const Xapian::MSet b = in_xapians.get_mset(0, 1000);
    ASSERT_EQ(a.size(), b.size()) << query.get_description();
    for (Xapian::doccount i = 0; i < a.size(); ++i) {
      EXPECT_EQ(*a[i], *b[i]) << query.get_description();
      EXPECT_EQ(a[i].get_weight(), b[i].get_weight()) << query.get_description();
    }
    found += a.size();
  }
  EXPECT_GT(found, 1000U);
}

}  // namespace
}  // namespace quire::glass
