#pragma once

#include <soci/soci-backend.h>

#include <memory>
#include <string>

namespace trainingzip::database {

/// A statement that forwards to that of a SOCI driver unless a derived class overrides it. The classes of
/// the drivers cannot be derived from: their functions are not exported.
template <typename Inner>
class ForwardingStatement : public soci::details::statement_backend {
  public:
    explicit ForwardingStatement(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}

    void alloc() override { inner_->alloc(); }
    void clean_up() override { inner_->clean_up(); }
    void prepare(const std::string& query, soci::details::statement_type kind) override {
        inner_->prepare(query, kind);
    }
    exec_fetch_result execute(int number) override { return inner_->execute(number); }
    exec_fetch_result fetch(int number) override { return inner_->fetch(number); }
    long long get_affected_rows() override { return inner_->get_affected_rows(); }
    int get_number_of_rows() override { return inner_->get_number_of_rows(); }
    std::string get_parameter_name(int index) const override { return inner_->get_parameter_name(index); }
    std::string rewrite_for_procedure_call(const std::string& query) override {
        return inner_->rewrite_for_procedure_call(query);
    }
    int prepare_for_describe() override { return inner_->prepare_for_describe(); }
    void describe_column(int number, soci::data_type& type, std::string& name) override {
        inner_->describe_column(number, type, name);
    }
    soci::details::standard_into_type_backend* make_into_type_backend() override {
        return inner_->make_into_type_backend();
    }
    soci::details::standard_use_type_backend* make_use_type_backend() override {
        return inner_->make_use_type_backend();
    }
    soci::details::vector_into_type_backend* make_vector_into_type_backend() override {
        return inner_->make_vector_into_type_backend();
    }
    soci::details::vector_use_type_backend* make_vector_use_type_backend() override {
        return inner_->make_vector_use_type_backend();
    }

  protected:
    const std::unique_ptr<Inner> inner_;
};

/// A session of a SOCI driver that creates other statements. Statements that SOCI composes itself, for
/// tables and columns, are those of standard SQL.
template <typename Inner>
class ForwardingSession : public soci::details::session_backend {
  public:
    explicit ForwardingSession(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}

    Inner& inner() { return *inner_; }

    bool is_connected() override { return inner_->is_connected(); }
    void begin() override { inner_->begin(); }
    void commit() override { inner_->commit(); }
    void rollback() override { inner_->rollback(); }
    std::string get_dummy_from_table() const override { return inner_->get_dummy_from_table(); }
    std::string get_backend_name() const override { return inner_->get_backend_name(); }
    soci::details::rowid_backend* make_rowid_backend() override { return inner_->make_rowid_backend(); }
    soci::details::blob_backend* make_blob_backend() override { return inner_->make_blob_backend(); }

  private:
    const std::unique_ptr<Inner> inner_;
};

}  // namespace trainingzip::database
