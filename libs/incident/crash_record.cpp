#include "incident/crash_record.h"

#include <cxxabi.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <exception>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/ids.h"
#include "incident/crash_record_memory.h"
#include "incident/redaction.h"
#include "incident/reporter.h"

namespace trainingzip::incident {

namespace {

using Memory = CrashRecord::Memory;

constexpr std::uint64_t layout_mark = 0x747a626f78000000ULL + sizeof(Memory);
constexpr std::array caught_signals = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

// A signal handler can reach its data only through a global.
std::atomic<Memory*> record_of_handler = nullptr;
std::array<struct sigaction, caught_signals.size()> earlier_actions;
std::terminate_handler earlier_terminate = nullptr;
thread_local int current_slot = -1;

const char* name_of(int signal) {
    switch (signal) {
        case SIGSEGV:
            return "SIGSEGV";
        case SIGBUS:
            return "SIGBUS";
        case SIGILL:
            return "SIGILL";
        case SIGFPE:
            return "SIGFPE";
        case SIGABRT:
            return "SIGABRT";
        default:
            return "signal";
    }
}

void copy_memory_map(Memory& memory) {
    const int descriptor = ::open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    auto& map = memory.memory_map;
    map.length = 0;
    while (map.length < map.characters.size()) {
        const ssize_t got =
            ::read(descriptor, map.characters.data() + map.length, map.characters.size() - map.length);
        if (got <= 0) break;
        map.length += static_cast<std::uint32_t>(got);
    }
    ::close(descriptor);
}

// Only the first thread to crash writes the record; false for any other.
bool begin_last_words(Memory& memory) {
    std::uint32_t expected = Memory::running;
    return memory.state.compare_exchange_strong(expected, Memory::crashed);
}

void finish_last_words(Memory& memory, int signal) {
    memory.signal = signal;
    memory.crashed_at = ::time(nullptr);
    memory.crashed_slot = current_slot;
    copy_memory_map(memory);
}

void restore_earlier_action(int signal) {
    for (std::size_t i = 0; i < caught_signals.size(); ++i)
        if (caught_signals[i] == signal) ::sigaction(signal, &earlier_actions[i], nullptr);
}

std::uintptr_t interrupted_at(const void* context) {
    const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
    return static_cast<std::uintptr_t>(machine.gregs[REG_RIP]);
#elif defined(__aarch64__)
    return machine.pc;
#else
    static_cast<void>(machine);
    return 0;
#endif
}

// Without the handler itself, which is common to all crashes and would give them equal fingerprints.
StackTrace trace_from(std::uintptr_t place) {
    const StackTrace whole = current_trace();
    std::size_t first = 0;
    while (first < whole.depth && whole.addresses[first] != place) ++first;
    if (first == whole.depth) return whole;
    StackTrace trace;
    trace.depth = whole.depth - first;
    for (std::size_t i = 0; i < trace.depth; ++i) trace.addresses[i] = whole.addresses[first + i];
    // The others are return addresses, after their call; symbolisation subtracts one byte.
    ++trace.addresses[0];
    return trace;
}

void on_signal(int signal, siginfo_t*, void* context) {
    Memory* memory = record_of_handler.load();
    if (memory != nullptr && begin_last_words(*memory)) {
        memory->type.assign(name_of(signal));
        memory->message.assign("the process crashed");
        memory->trace = trace_from(interrupted_at(context));
        finish_last_words(*memory, signal);
    }
    // Returning repeats the faulting instruction, or continues in abort(): the previous action then ends the
    // process.
    restore_earlier_action(signal);
}

void on_terminate() {
    Memory* memory = record_of_handler.load();
    if (memory != nullptr && begin_last_words(*memory)) {
        const std::type_info* type = abi::__cxa_current_exception_type();
        memory->type.assign(type != nullptr ? type->name() : "std::terminate");
        memory->message.assign("terminated");
        memory->trace = type != nullptr ? trace_of_last_throw() : current_trace();
        if (type != nullptr) {
            try {
                throw;
            } catch (const std::exception& exception) {
                memory->message.assign(exception.what());
            } catch (...) {
                memory->message.assign("terminated by something that is no std::exception");
            }
        }
        finish_last_words(*memory, SIGABRT);
    }
    if (earlier_terminate != nullptr) earlier_terminate();
    std::abort();
}

RequestDetails details_of(const Memory::Slot& slot) {
    RequestDetails details;
    details.request_id = redact_text(slot.request_id.text());
    details.method = redact_text(slot.method.text());
    if (details.method.empty()) {
        details.parameters = redact_text(slot.target.text());
    } else {
        set_target(details, redact_target(slot.target.text()));
    }
    details.headers = redact_text(slot.headers.text());
    details.user_agent = redact_text(slot.user_agent.text());
    details.client_address = slot.client_address.text();
    details.user = redact_text(slot.user.text());
    details.body = slot.body.text();
    return details;
}

std::string demangled(const std::string& name) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> text(
        abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
    return status == 0 ? text.get() : name;
}

Incident incident_of(const Memory& memory, std::string_view server) {
    Incident incident;
    incident.id = random_hex(16);
    incident.server = server;
    incident.kind = "crash";
    incident.host = host_name();
    incident.system = system_name();
    const bool told = memory.state.load() == Memory::crashed;
    incident.time = told ? from_unix_milliseconds(memory.crashed_at * 1000) : SystemClock().now();
    incident.type = told ? demangled(memory.type.text()) : "killed";
    incident.message =
        told ? redact_text(memory.message.text())
             : "the process ended without last words: killed, out of memory, or the power failed";
    if (told) incident.stack_trace = to_text(describe(memory.trace, memory.memory_map.text()));
    std::string others;
    for (std::size_t i = 0; i < memory.slots.size(); ++i) {
        const Memory::Slot& slot = memory.slots[i];
        if (slot.used.load() == 0) continue;
        if (told ? static_cast<int>(i) == memory.crashed_slot : incident.place.empty()) {
            incident.place = slot.place.text();
            incident.request = details_of(slot);
        } else if (!told) {
            others += fmt::format("; also {} {} {}", slot.place.text(), slot.method.text(),
                                  redact_target(slot.target.text()));
        }
    }
    incident.message += others;
    if (incident.place.empty()) incident.place = "background";
    incident.fingerprint = fingerprint_of(incident.kind, incident.type, incident.stack_trace);
    return incident;
}

Memory* map_file(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const bool sized = descriptor >= 0 && ::ftruncate(descriptor, sizeof(Memory)) == 0;
    void* memory = sized ? ::mmap(nullptr, sizeof(Memory), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
                         : MAP_FAILED;
    const int error = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (memory == MAP_FAILED) throw std::system_error(error, std::generic_category(), file.string());
    return static_cast<Memory*>(memory);
}

}  // namespace

std::optional<Incident> CrashRecord::read_last(const std::filesystem::path& file, std::string_view server) {
    std::error_code error;
    if (std::filesystem::file_size(file, error) != sizeof(Memory) || error) return std::nullopt;
    Memory* memory = map_file(file);
    std::optional<Incident> incident;
    if (memory->layout == layout_mark && memory->state.load() != Memory::ended_well)
        incident = incident_of(*memory, server);
    memory->state = Memory::ended_well;
    ::munmap(memory, sizeof(Memory));
    return incident;
}

CrashRecord::CrashRecord(const std::filesystem::path& file) {
    std::filesystem::create_directories(file.parent_path());
    std::filesystem::remove(file);
    memory_ = map_file(file);
    memory_->layout = layout_mark;
    memory_->started_at = to_unix_milliseconds(SystemClock().now());
    memory_->state = Memory::running;
}

CrashRecord::~CrashRecord() {
    if (record_of_handler.load() == memory_) {
        record_of_handler = nullptr;
        for (const int signal : caught_signals) restore_earlier_action(signal);
        std::set_terminate(earlier_terminate);
    }
    memory_->state = Memory::ended_well;
    ::munmap(memory_, sizeof(Memory));
}

void CrashRecord::install_handlers() {
    // The unwinder allocates when it is first used; in a signal handler it must not.
    static_cast<void>(current_trace());
    record_of_handler = memory_;
    struct sigaction action {};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    for (std::size_t i = 0; i < caught_signals.size(); ++i)
        ::sigaction(caught_signals[i], &action, &earlier_actions[i]);
    earlier_terminate = std::set_terminate(on_terminate);
}

CrashStack::CrashStack() {
    constexpr std::size_t size = 128 * 1024;
    stack_ = std::make_unique<std::byte[]>(size);
    stack_t stack{};
    stack.ss_sp = stack_.get();
    stack.ss_size = size;
    ::sigaltstack(&stack, nullptr);
}

CrashStack::~CrashStack() {
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    ::sigaltstack(&none, nullptr);
}

Activity::Activity(CrashRecord& record, const ActivityText& text)
    : record_(record), slot_(-1), outer_slot_(current_slot) {
    auto& slots = record_.memory().slots;
    for (std::size_t i = 0; i < slots.size() && slot_ < 0; ++i) {
        std::uint32_t free = 0;
        if (slots[i].used.compare_exchange_strong(free, 1)) slot_ = static_cast<int>(i);
    }
    if (slot_ < 0) return;
    Memory::Slot& slot = slots[static_cast<std::size_t>(slot_)];
    slot.place.assign(text.place);
    slot.request_id.assign(text.request_id);
    slot.method.assign(text.method);
    slot.target.assign(text.target);
    slot.headers.assign(text.headers);
    slot.user_agent.assign(text.user_agent);
    slot.client_address.assign(text.client_address);
    slot.user.assign(text.user);
    slot.body.assign(text.body);
    current_slot = slot_;
}

Activity::~Activity() {
    current_slot = outer_slot_;
    if (slot_ >= 0) record_.memory().slots[static_cast<std::size_t>(slot_)].used = 0;
}

}  // namespace trainingzip::incident
