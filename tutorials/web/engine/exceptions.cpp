// C++ exceptions for WebAssembly. Debian's libc++abi is built without them; clang calls the functions below, which the
// Itanium C++ ABI names. There is one thread, so that no global is guarded.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <typeinfo>

namespace __cxxabiv1 {

// As in libc++abi: the compiler's tables rely on the place of can_catch() among the virtual functions.
class __shim_type_info : public std::type_info {
 public:
  virtual ~__shim_type_info();
  virtual void noop1() const;
  virtual void noop2() const;
  virtual bool can_catch(const __shim_type_info* thrown, void*& adjusted) const = 0;
};

}  // namespace __cxxabiv1

namespace {

using __cxxabiv1::__shim_type_info;

/// Lies in memory before the object that is thrown.
struct Exception {
  std::type_info* type;
  void* (*destroy)(void* object);  ///< on WebAssembly a destructor returns its object
  Exception* next;                 ///< of those being handled
  void* adjusted;                  ///< the object as the handler's type sees it
  int references;
  int handlers;                    ///< below 0: it was thrown again
  Exception* primary;              ///< std::rethrow_exception() throws one that stands for this; else null
  int unused;                      ///< keeps the object behind it aligned
};
static_assert(sizeof(Exception) % 16 == 0);

Exception* caught = nullptr;  // the innermost of those being handled
int uncaught = 0;

Exception* header_of(void* object) { return static_cast<Exception*>(object) - 1; }
void* object_of(Exception* exception) { return exception + 1; }
Exception* primary_of(Exception* exception) { return exception->primary ? exception->primary : exception; }

void release(Exception* exception) {
  if (--exception->references > 0) return;
  if (exception->primary) release(exception->primary);
  else if (exception->destroy) exception->destroy(object_of(exception));
  std::free(exception);
}

// ---- Numbers of the compiler's tables, 7 bits a byte ----

std::uintptr_t read_unsigned(const std::uint8_t*& at) {
  std::uintptr_t value = 0;
  int shift = 0;
  std::uint8_t byte;
  do {
    byte = *at++;
    value |= std::uintptr_t(byte & 0x7f) << shift;
    shift += 7;
  } while (byte & 0x80);
  return value;
}

std::intptr_t read_signed(const std::uint8_t*& at) {
  std::intptr_t value = 0;
  int shift = 0;
  std::uint8_t byte;
  do {
    byte = *at++;
    value |= std::intptr_t(byte & 0x7f) << shift;
    shift += 7;
  } while (byte & 0x80);
  if ((byte & 0x40) && shift < 32) value |= -(std::intptr_t(1) << shift);
  return value;
}

// The tables of one function that catches.
struct Tables {
  const std::uint8_t* types = nullptr;    // the entries of 4 bytes lie before it
  const std::uint8_t* actions = nullptr;
  std::uintptr_t first_action = 0;        // of the landing pad; 0: clean-up only
};

Tables read_tables(const std::uint8_t* at, std::uintptr_t landing_pad) {
  constexpr std::uint8_t omitted = 0xff, absolute = 0x00;
  Tables tables;
  if (*at++ != omitted) std::abort();  // clang gives no start of landing pads
  const std::uint8_t encoding = *at++;
  if (encoding != omitted && encoding != absolute) std::abort();
  if (encoding != omitted) {
    const std::uintptr_t offset = read_unsigned(at);
    tables.types = at + offset;
  }
  ++at;  // the encoding of call sites
  const std::uintptr_t length = read_unsigned(at);
  tables.actions = at + length;
  for (std::uintptr_t pad = 0; pad <= landing_pad; ++pad) {
    read_unsigned(at);  // the call site's number
    tables.first_action = read_unsigned(at);
  }
  return tables;
}

bool catches(const Tables& tables, std::intptr_t type, Exception* exception) {
  std::uint32_t entry;
  std::memcpy(&entry, tables.types - type * 4, sizeof entry);
  const auto* wanted = reinterpret_cast<const __shim_type_info*>(entry);
  void* adjusted = object_of(primary_of(exception));
  const bool fits = !wanted || wanted->can_catch(static_cast<const __shim_type_info*>(exception->type), adjusted);
  if (fits) exception->adjusted = adjusted;
  return fits;
}

}  // namespace

extern "C" {

// The landing pad writes the first two, and reads the third: the number of the catch clause, 0 for none.
struct LandingPad {
  std::uintptr_t number;
  std::uintptr_t tables;
  std::uintptr_t clause;
} __wasm_lpad_context;

int _Unwind_CallPersonality(void* thrown) {
  constexpr int goes_on = 0, is_caught = 6;
  __wasm_lpad_context.clause = 0;
  const auto* tables_begin = reinterpret_cast<const std::uint8_t*>(__wasm_lpad_context.tables);
  if (!tables_begin) return goes_on;
  const Tables tables = read_tables(tables_begin, __wasm_lpad_context.number);
  if (tables.first_action == 0) return goes_on;
  const std::uint8_t* action = tables.actions + tables.first_action - 1;
  while (true) {
    const std::intptr_t type = read_signed(action);
    if (type > 0 && catches(tables, type, header_of(thrown))) {
      __wasm_lpad_context.clause = static_cast<std::uintptr_t>(type);
      return is_caught;
    }
    const std::uint8_t* const before = action;
    const std::intptr_t next = read_signed(action);
    if (next == 0) return goes_on;
    action = before + next;
  }
}

void* __cxa_allocate_exception(std::size_t size) noexcept {
  void* memory = std::calloc(1, sizeof(Exception) + size);
  if (!memory) std::abort();
  return object_of(static_cast<Exception*>(memory));
}
void __cxa_free_exception(void* thrown) noexcept { std::free(header_of(thrown)); }

[[noreturn]] void __cxa_throw(void* thrown, std::type_info* type, void* (*destroy)(void*)) {
  Exception* exception = header_of(thrown);
  exception->type = type;
  exception->destroy = destroy;
  exception->references = 1;
  ++uncaught;
  __builtin_wasm_throw(0, thrown);
}

void* __cxa_get_exception_ptr(void* thrown) noexcept { return header_of(thrown)->adjusted; }

void* __cxa_begin_catch(void* thrown) noexcept {
  Exception* exception = header_of(thrown);
  exception->handlers = std::abs(exception->handlers) + 1;
  if (exception != caught) {
    exception->next = caught;
    caught = exception;
  }
  --uncaught;
  return exception->adjusted ? exception->adjusted : object_of(primary_of(exception));
}

void __cxa_end_catch() {
  Exception* exception = caught;
  if (!exception) return;
  if (exception->handlers < 0) {
    if (++exception->handlers == 0) caught = exception->next;  // it was thrown again, and lives on
  } else if (--exception->handlers == 0) {
    caught = exception->next;
    release(exception);
  }
}

[[noreturn]] void __cxa_rethrow() {
  if (!caught) std::terminate();
  caught->handlers = -caught->handlers;
  ++uncaught;
  __builtin_wasm_throw(0, object_of(caught));
}

std::type_info* __cxa_current_exception_type() { return caught ? caught->type : nullptr; }

void __cxa_increment_exception_refcount(void* thrown) noexcept {
  if (thrown) ++header_of(thrown)->references;
}
void __cxa_decrement_exception_refcount(void* thrown) noexcept {
  if (thrown) release(header_of(thrown));
}

void* __cxa_current_primary_exception() noexcept {
  if (!caught) return nullptr;
  ++primary_of(caught)->references;
  return object_of(primary_of(caught));
}

// One of its own is thrown: a handler may still hold the first.
void __cxa_rethrow_primary_exception(void* thrown) {
  if (!thrown) return;
  Exception* exception = header_of(__cxa_allocate_exception(0));
  exception->primary = header_of(thrown);
  exception->type = exception->primary->type;
  exception->references = 1;
  ++exception->primary->references;
  ++uncaught;
  __builtin_wasm_throw(0, object_of(exception));
}

bool __cxa_uncaught_exception() noexcept { return uncaught != 0; }
unsigned int __cxa_uncaught_exceptions() noexcept { return static_cast<unsigned>(uncaught); }

}  // extern "C"
