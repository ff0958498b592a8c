#include "daemon/protocol/errors.h"

#include <gtest/gtest.h>

namespace quire::protocol {
namespace {

struct Mapping {
  ErrorCode error;
  int rpc;
  ErrorCode back;  // what the client's library makes of it
};

std::ostream& operator<<(std::ostream& out, const Mapping& m) { return out << name_of(m.error); }

class ErrorMapping : public testing::TestWithParam<Mapping> {};

TEST_P(ErrorMapping, has_its_code_on_the_wire) {
  EXPECT_EQ(to_rpc(Error{GetParam().error, "m", "h"}).code, GetParam().rpc);
}

TEST_P(ErrorMapping, keeps_message_hint_and_position_on_the_way_back) {
  const Error error{GetParam().error, "what happened", "what to do", 7};
  const Error expected{GetParam().back, "what happened", "what to do", 7};
  EXPECT_EQ(from_rpc(to_rpc(error)), expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, ErrorMapping,
    testing::Values(Mapping{ErrorCode::kInvalidArgument, -32602, ErrorCode::kInvalidArgument},
                    Mapping{ErrorCode::kUnsupported, -32602, ErrorCode::kInvalidArgument},
                    Mapping{ErrorCode::kParse, -32001, ErrorCode::kParse},
                    Mapping{ErrorCode::kNotFound, -32002, ErrorCode::kNotFound},
                    Mapping{ErrorCode::kDeadlineExceeded, -32003, ErrorCode::kDeadlineExceeded},
                    Mapping{ErrorCode::kTooLarge, -32004, ErrorCode::kBusy},
                    Mapping{ErrorCode::kBusy, -32004, ErrorCode::kBusy},
                    Mapping{ErrorCode::kPermission, -32005, ErrorCode::kIo},
                    Mapping{ErrorCode::kCorrupt, -32005, ErrorCode::kIo},
                    Mapping{ErrorCode::kOutOfSpace, -32005, ErrorCode::kIo},
                    Mapping{ErrorCode::kIo, -32005, ErrorCode::kIo},
                    Mapping{ErrorCode::kCancelled, -32800, ErrorCode::kCancelled}),
    [](const auto& tested) { return std::string(name_of(tested.param.error)); });

TEST(FromRpc, errors_of_the_protocol_are_the_callers) {
  for (const int code : {-32700, -32600, -32601, -32602}) {
    EXPECT_EQ(from_rpc(RpcError{code, "m", "", {}}).code, ErrorCode::kInvalidArgument) << code;
  }
}

TEST(FromRpc, unknown_codes_are_failures_of_the_system) {
  EXPECT_EQ(from_rpc(RpcError{-1, "m", "", {}}).code, ErrorCode::kIo);
  EXPECT_EQ(from_rpc(RpcError{-32603, "m", "", {}}).code, ErrorCode::kIo);
}

}  // namespace
}  // namespace quire::protocol
