;;; quire-rpc.el --- The connection to quired  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; One connection to the daemon, opened when it is needed and again after
;; the daemon was restarted.  Requests are asynchronous: nothing here waits
;; for the daemon, except `quire-rpc-await', which stops at the first key.
;;
;; `jsonrpc-request' is not used, since it keeps the user waiting, and
;; neither are the time-outs of `jsonrpc-async-request': the jsonrpc.el of
;; Emacs 28 forgets a request when its time is over and then signals an error
;; in the process filter when the answer comes after all.

;;; Code:

(require 'cl-lib)
(require 'eieio)
(require 'jsonrpc)

(defgroup quire nil
  "Full-text search in your articles with quired."
  :group 'tools
  :prefix "quire-")

(defcustom quire-socket nil
  "The socket on which quired listens.
When nil, it is looked for where the daemon has it by default:
$XDG_RUNTIME_DIR/quire/quired.sock, or /tmp/quire-UID/quired.sock."
  :type '(choice (const :tag "As the daemon has it by default" nil) file))

(defcustom quire-timeout 5
  "Seconds after which an answer is not waited for any longer."
  :type 'number)

(defvar quire-rpc-closed-hook nil
  "Run after the connection to the daemon has ended.")

(defvar quire-rpc-notification-functions nil
  "Called with METHOD, a symbol, and PARAMS for what the daemon tells unasked.")

(defconst quire-rpc--max-unanswered 24
  "How many requests may be without an answer before no more are sent.
So that writing to a daemon that does not read can never block Emacs.")

(defconst quire-rpc--cancelled -32800
  "The code of the error that answers a request which a newer one replaced.")

(defclass quire-rpc-connection (jsonrpc-process-connection)
  ((socket :initarg :socket :accessor quire-rpc--socket-of
           :documentation "The socket's path.")
   (unanswered :initform 0 :accessor quire-rpc--unanswered
               :documentation "How many requests wait for an answer."))
  :documentation "A connection to quired.")

(defvar quire-rpc--connection nil
  "The connection to the daemon, or nil.")

(defun quire-rpc-socket ()
  "Return the path of the socket on which quired is expected."
  (let ((runtime (getenv "XDG_RUNTIME_DIR")))
    (cond (quire-socket (expand-file-name quire-socket))
          ((and runtime (string-prefix-p "/" runtime))
           (expand-file-name "quire/quired.sock" runtime))
          (t (format "/tmp/quire-%d/quired.sock" (user-uid))))))

(defun quire-rpc--absent (socket reason)
  "Return the error for a SOCKET on which no daemon answers, with its REASON."
  (list :code 'absent
        :message (format "no quired answers on %s (%s)" socket reason)
        :hint "start it with `quired', or set `quire-socket'"))

(defun quire-rpc--open (socket)
  "Return a process connected to SOCKET, or signal an error.
It does not wait for a daemon that does not accept: the kernel refuses at once."
  (unless (file-exists-p socket)
    (signal 'file-missing (list socket "there is no such socket")))
  (let ((process (make-network-process :name "quire" :family 'local :service socket
                                       :coding 'utf-8-emacs-unix :noquery t :nowait t))
        (tries 20))
    (while (and (eq (process-status process) 'connect) (> (cl-decf tries) 0))
      (accept-process-output process 0.01))
    (unless (eq (process-status process) 'open)
      (delete-process process)
      (signal 'file-error (list socket "nothing listens on it")))
    process))

(defun quire-rpc--guarded-filter (filter process text)
  "Call FILTER with PROCESS and TEXT; an error in it becomes a message.
Emacs would stand still for two seconds after an error in a filter."
  (condition-case-unless-debug failure
      (funcall filter process text)
    (error (message "quire: %s" (error-message-string failure)))))

(defun quire-rpc--quiet-sentinel (sentinel process change)
  "Call SENTINEL with PROCESS and CHANGE without its message."
  (let ((inhibit-message t) (message-log-max nil))
    (funcall sentinel process change)))

(defun quire-rpc--forget (connection)
  "Forget CONNECTION, which has ended, and its buffers."
  (let ((buffers (list (process-buffer (jsonrpc--process connection))
                       (jsonrpc-stderr-buffer connection)
                       (jsonrpc-events-buffer connection))))
    (dolist (buffer buffers)
      (when (buffer-live-p buffer) (kill-buffer buffer))))
  (when (eq connection quire-rpc--connection)
    (setq quire-rpc--connection nil))
  (run-hooks 'quire-rpc-closed-hook))

(defun quire-rpc--connect (socket)
  "Connect to the daemon on SOCKET."
  (let* ((process (quire-rpc--open socket))
         (connection (make-instance
                      'quire-rpc-connection
                      :name "quire" :process process :socket socket
                      :events-buffer-scrollback-size 0
                      :on-shutdown #'quire-rpc--forget
                      :notification-dispatcher
                      (lambda (_connection method params)
                        (run-hook-with-args 'quire-rpc-notification-functions
                                            method params)))))
    (add-function :around (process-filter process) #'quire-rpc--guarded-filter)
    (add-function :around (process-sentinel process) #'quire-rpc--quiet-sentinel)
    (setq quire-rpc--connection connection)))

(defun quire-rpc-connected-p ()
  "Tell whether there is a connection to the daemon."
  (and quire-rpc--connection (jsonrpc-running-p quire-rpc--connection)))

(defun quire-rpc-disconnect ()
  "End the connection to the daemon; what is unanswered fails."
  (when quire-rpc--connection
    (delete-process (jsonrpc--process quire-rpc--connection))))

(defun quire-rpc--connection-for-request ()
  "Return a live connection to the daemon, or signal an error."
  (let ((socket (quire-rpc-socket)))
    (when (and quire-rpc--connection
               (not (equal (quire-rpc--socket-of quire-rpc--connection) socket)))
      (quire-rpc-disconnect)
      (setq quire-rpc--connection nil))
    (if (quire-rpc-connected-p) quire-rpc--connection (quire-rpc--connect socket))))

(defun quire-rpc--error-of (answer socket)
  "Return the error of ANSWER, from SOCKET, as callbacks get it."
  (let ((data (plist-get answer :data))
        (code (plist-get answer :code)))
    (if (eql code -1)
        (quire-rpc--absent socket "it has ended")
      (list :code code :message (plist-get answer :message)
            :hint (plist-get data :hint) :position (plist-get data :position)))))

(defun quire-rpc--send (connection method params settle)
  "Ask METHOD with PARAMS over CONNECTION; SETTLE gets the result and the error."
  (let ((answered (lambda () (cl-decf (quire-rpc--unanswered connection))))
        (socket (quire-rpc--socket-of connection)))
    (cl-incf (quire-rpc--unanswered connection))
    (jsonrpc-async-request
     connection method params
     :timeout nil
     :success-fn (lambda (result)
                   (funcall answered)
                   (funcall settle result nil))
     :error-fn (lambda (answer)
                 (funcall answered)
                 (funcall settle nil (quire-rpc--error-of answer socket))))))

(defun quire-rpc--silence (socket seconds)
  "Return the error of a daemon on SOCKET that has said nothing for SECONDS."
  (list :code 'silent
        :message (format "quired has not answered for %s s on %s" seconds socket)
        :hint "see what holds it up, or restart it; `quire-timeout' sets how long to wait"))

(defun quire-rpc--settler (callback)
  "Return a function of a result and an error that passes them once to CALLBACK."
  (let ((timer nil) (settled nil))
    (setq timer
          (run-at-time quire-timeout nil
                       (lambda ()
                         (unless settled
                           (setq settled t)
                           (funcall callback nil (quire-rpc--silence (quire-rpc-socket)
                                                                     quire-timeout))))))
    (lambda (result failure)
      (unless settled
        (setq settled t)
        (cancel-timer timer)
        (condition-case-unless-debug wrong
            (funcall callback result failure)
          (error (message "quire: %s" (error-message-string wrong))))))))

(defun quire-rpc-request (method params callback)
  "Ask the daemon METHOD, a symbol, with PARAMS, a plist; return at once.
CALLBACK is called exactly once, with the result and nil, or with
nil and an error: a plist of `:code', `:message', `:hint' and
`:position'.  It may be called before this function returns."
  (let ((settle (quire-rpc--settler callback))
        (socket (quire-rpc-socket)))
    (condition-case failure
        (let ((connection (quire-rpc--connection-for-request)))
          (if (< (quire-rpc--unanswered connection) quire-rpc--max-unanswered)
              (quire-rpc--send connection method params settle)
            (funcall settle nil (quire-rpc--silence socket "a while"))))
      (file-error
       (funcall settle nil (quire-rpc--absent socket (car (last (cdr failure))))))
      (error
       (funcall settle nil (list :code 'failed :message (error-message-string failure)))))))

(defun quire-rpc-await (method params seconds)
  "Ask METHOD with PARAMS and wait at most SECONDS; any key ends it.
Return the result, or nil when there is none in time.  A daemon's
error is signalled as a `user-error'."
  (let ((deadline (+ (float-time) seconds)) done answer wrong)
    (quire-rpc-request method params
                       (lambda (result failure)
                         (setq done t answer result wrong failure)))
    (while (and (not done) (not (input-pending-p)) (< (float-time) deadline))
      (accept-process-output nil 0.01))
    (when wrong (user-error "%s" (quire-rpc-error-text wrong)))
    answer))

(defun quire-rpc-cancelled-p (failure)
  "Tell whether FAILURE comes of a newer request that took this one's place."
  (eql (plist-get failure :code) quire-rpc--cancelled))

(defun quire-rpc-error-text (failure)
  "Return FAILURE as a sentence."
  (let ((hint (plist-get failure :hint)))
    (concat (plist-get failure :message) (and hint (format ": %s" hint)))))

(provide 'quire-rpc)

;;; quire-rpc.el ends here
