"""Stands between the command, which speaks to a child, and the process whose function is checked.

Run by the command: relay.py SOCKET. Passes each question on to the socket, and each answer back.
"""
import socket
import sys


def main():
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(sys.argv[1])
        stream = connection.makefile("rwb")
        for question in sys.stdin.buffer:
            stream.write(question)
            stream.flush()
            answer = stream.readline()
            if not answer:
                break
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
