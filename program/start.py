"""What the one-folder program begins with; the processes of a pool begin with it too."""

from parplan.__main__ import main

if __name__ == "__main__":
    main()
