;;; daemon.el --- A daemon that is away, comes again, or does not answer  -*- lexical-binding: t; -*-

;;; Commentary:

;; Tests run in the order of their names; the last one ends the daemon.

;;; Code:

(require 'support)

(ert-deftest quire-1-without-a-daemon-it-is-said-what-to-do ()
  (let ((quire-socket "~/none.sock"))
    (should (string-match-p "no quired answers on .*/none.sock .*\nstart it with `quired'"
                            (quire-test-search "comet")))
    (should (string-match-p "no quired answers"
                            (cadr (should-error (quire-rpc-await 'status nil 5)
                                                :type 'user-error))))))

(ert-deftest quire-1-a-socket-that-a-daemon-left-behind-is-no-daemon ()
  (let ((quire-socket (expand-file-name "left.sock" "~")))
    (delete-process (make-network-process :name "left" :server t :family 'local
                                          :service quire-socket))
    (unless (file-exists-p quire-socket) (write-region "" nil quire-socket))
    (should (string-match-p "no quired answers on .*/left.sock" (quire-test-search "comet")))))

(ert-deftest quire-2-the-check-tells-of-the-daemon-and-its-folders ()
  (quire-check)
  (with-current-buffer "*quire check*"
    (quire-test-until (lambda () (string-match-p "quired: " (buffer-string))))
    (should (string-match-p "quired: +[0-9.]+.* answers, process [0-9]+" (buffer-string)))
    (should (string-match-p "folder: +.*/Articles$" (buffer-string)))))

(ert-deftest quire-3-a-stopped-daemon-does-not-hold-emacs-up ()
  (quire-test-search "comet")
  (let ((quire-timeout 0.4) slowest)
    (quire-test-signal "STOP")
    (unwind-protect
        (progn
          (setq slowest (quire-test-seconds
                         (lambda () (dotimes (_ 50) (quire-search "harbour")))))
          (should (< slowest 0.3))
          (should (string-match-p "quired has not answered for .* s on .*\nsee what holds it up"
                                  (quire-test-settled))))
      (quire-test-signal "CONT"))
    (quire-test-until (lambda () (= 0 (quire-rpc--unanswered quire-rpc--connection))))
    (quire-test-search "comet")
    (should (quire-test-titles))))

(ert-deftest quire-4-completion-does-not-wait-long-for-a-stopped-daemon ()
  (quire-test-signal "STOP")
  (unwind-protect
      (should (< (quire-test-seconds
                  (lambda () (should-not (quire-query--completions "harb" nil))))
                 1.5))
    (quire-test-signal "CONT")))

(ert-deftest quire-5-a-daemon-that-was-started-anew-is-found ()
  (quire-test-search "comet")
  (quire-test-signal "KILL")
  (quire-test-until (lambda () (not (quire-rpc-connected-p))))
  (should (string-match-p "no quired answers" (quire-test-search "harbour")))
  (quire-test-with-second-daemon
   (lambda ()
     (quire-test-search "comet")
     (should (quire-test-titles)))))

;;; daemon.el ends here
