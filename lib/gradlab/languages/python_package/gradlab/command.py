"""Runs the command gradlab, and lets it put its questions to a function of this process."""
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile

RELAY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "relay.py")
PATIENCE = 0.02        # seconds between two looks whether the command has ended before it asked anything
NO_TIMEOUT = "999999"  # seconds for an answer: Ctrl-C ends a function that does not return
LONGEST_SOCKET = 100   # bytes of a socket's path that every system takes


class GradlabError(Exception):
    """The command could not check the function; the message is the command's own line."""


def find_command(command=None):
    """The argument, else the environment variable GRADLAB, else the gradlab of the PATH."""
    wanted = command or os.environ.get("GRADLAB")
    found = shutil.which(wanted or "gradlab")
    if found:
        return found
    if wanted:
        raise GradlabError(f"there is no program {wanted}; command= and GRADLAB should name the command gradlab")
    raise GradlabError("there is no command gradlab on the PATH; install it, or name it: "
                       "command='/path/to/gradlab', or GRADLAB=/path/to/gradlab in the environment")


def words_of(options):
    """The options of the command line: tolerance=1e-5 is --tolerance 1e-05."""
    words = []
    for name, value in options.items():
        if value is not None:
            words.append(f"--{name.strip('_').replace('_', '-')}={value}")
    return words


def folder_for_socket():
    folder = tempfile.mkdtemp(prefix="gradlab-")  # which this user alone can enter
    if len(os.fsencode(folder)) < LONGEST_SOCKET - len("/socket"):
        return folder
    os.rmdir(folder)
    return tempfile.mkdtemp(prefix="gradlab-", dir="/tmp")


def answer_all(connection, answer):
    with connection, connection.makefile("rwb") as stream:
        for question in stream:
            try:
                stream.write(json.dumps(answer(json.loads(question))).encode() + b"\n")
                stream.flush()
            except BrokenPipeError:  # the command did not wait for this answer
                return


def serve(listener, process, answer):
    """Answers until the command ends."""
    listener.settimeout(PATIENCE)
    while process.poll() is None:
        try:
            connection, _ = listener.accept()
        except socket.timeout:
            continue
        connection.settimeout(None)
        answer_all(connection, answer)


def run(answer, options, command=None):
    """The command's exit status, its output and its messages. `answer` turns a question into an answer."""
    program = find_command(command)
    folder = folder_for_socket()
    path = os.path.join(folder, "socket")
    relay = shlex.join([sys.executable or "python3", "-I", "-S", RELAY, path])
    words = [program, "check", "--json", "--timeout", NO_TIMEOUT, "--exec", relay] + words_of(options)
    try:
        with socket.socket(socket.AF_UNIX) as listener, tempfile.TemporaryFile() as out, \
                tempfile.TemporaryFile() as err:
            listener.bind(path)
            listener.listen()
            # In a session of its own: Ctrl-C is for this process, which ends the command.
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                       start_new_session=True)
            try:
                serve(listener, process, answer)
            finally:
                process.kill()
                process.wait()
            return process.returncode, read_all(out), read_all(err)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_all(file):
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def report_of(status, out, err):
    """The report of a check that came to a verdict. raises GradlabError with the command's line if there is none."""
    try:
        report = json.loads(out)
    except ValueError:
        report = None
    if status in (0, 1, 3) and isinstance(report, dict):
        return report
    lines = [line for line in err.splitlines() if line.strip()]
    prefix = "gradlab: "
    line = lines[-1] if lines else f"{prefix}the command ended with status {status}, without a word"
    raise GradlabError(line[len(prefix):] if line.startswith(prefix) else line)
